/** What an operator's own cloud config lacks, and the whole of both. */
import type { Finding } from '../../errors.js';
import type { CloudConfig } from '../../model/cloud-config/cloud-config.js';
import type { YamlSource } from '../../settings/yaml-source.js';
import { isMap, type YamlMap } from '../../yaml-value.js';
import type { PlannedDocument, PlannedMap, PlannedValue } from '../planned.js';
import { baseFindings } from './base-findings.js';
import { cloudConfigLists, compilation } from './cloud-config.js';
import { named, namedLists, nameOf } from './named-items.js';

/** What is missing as a cloud config of its own name, and the base with it. */
export interface CloudConfigForBase {
  readonly additions: PlannedDocument;
  readonly whole: PlannedMap;
  /** The first lines of the whole. */
  readonly header: readonly string[];
  /** The names of what is missing, such as `vm_types small`. */
  readonly missing: readonly string[];
}

/** Plans for a base; a finding for each thing in it that the deployment could not be deployed with. */
export function planForCloudConfig(cloud: CloudConfig, base: YamlSource, findings: Finding[]): CloudConfigForBase {
  const value = isMap(base.value) ? base.value : {};
  const lists = cloudConfigLists(cloud);
  const missing = namedLists.map((list) => [list, lists[list].filter((item) => !named(value, list, item))] as const);
  findings.push(...listFindings(base, value), ...baseFindings(cloud, lists, { ...base, value }));
  const added: PlannedMap = Object.fromEntries<PlannedValue>(missing.filter(([, items]) => items.length > 0));
  const own = { ...added, ...(value['compilation'] === undefined && { compilation: compilation(cloud) }) };
  const names = Object.entries(own).map(([key, items]) => (Array.isArray(items) ? `${key} ${namesOf(items)}` : key));
  return { ...documents(base, value, own, names, cloud), missing: names };
}

function documents(
  { file }: YamlSource,
  value: YamlMap,
  own: PlannedMap,
  names: readonly string[],
  { iaas }: CloudConfig,
): Pick<CloudConfigForBase, 'additions' | 'whole' | 'header'> {
  const base = file.replace(/[\0-\x1f]/g, ' ');
  const state = names.length === 0 ? 'nothing is missing' : `missing is ${names.join(', ')}`;
  const whole: PlannedMap = { ...value };
  for (const [key, items] of Object.entries(own)) {
    const before = value[key];
    whole[key] = Array.isArray(items) && Array.isArray(before) ? [...before, ...items] : items;
  }
  return {
    additions: {
      header: [
        `Cloud config for ${iaas}: what the deployment diego-docker names and the base does not have. In ${base}, ${state}.`,
        'Update it by a name of its own, so that the base stays as it is (a director from v264 on):',
        'bosh update-config --type cloud --name diego-docker cloud-config.yml',
      ],
      value: own,
    },
    whole,
    header: [
      `Cloud config for ${iaas}, made of ${base}: with what the deployment diego-docker names.`,
      'Complete: bosh update-cloud-config cloud-config.yml',
    ],
  };
}

const namesOf = (items: readonly PlannedValue[]): string =>
  items.map((item) => nameOf(item as PlannedMap)).join(' and ');

/** A list that is none, or a variable, cannot be looked into. */
function listFindings({ file }: YamlSource, value: YamlMap): Finding[] {
  return namedLists.flatMap((list): Finding[] => {
    const items = value[list];
    if (items === undefined || items === null || Array.isArray(items)) return [];
    return [
      {
        code: 'wrong-type',
        severity: 'error',
        message: `${list} in the base is no list`,
        hint: 'give it as bosh cloud-config prints it, or as bosh int makes it, with its variables filled',
        place: { file, path: [list] },
      },
    ];
  });
}
