/**
 * Jobs that a manifest's `addons` put on its instance groups. Source: cloudfoundry/bosh v283.1.6, bosh-director,
 * addon/addon.rb and addon/filter.rb.
 */
import { isMap, type YamlMap, type YamlValue } from '../yaml-value.js';

/** An instance group as far as addons ask for it. */
export interface AddonTarget {
  readonly name: string;
  readonly lifecycle: string;
  readonly azs: readonly string[];
  readonly networks: readonly string[];
  /** The operating system of its stemcell, or a stemcell's name that has it in it. */
  readonly stemcell: string;
  readonly jobs: readonly { readonly name: string; readonly release: string | undefined }[];
}

/** Whether an addon is put on the group: what includes it does, and what excludes it does not. */
export function appliesTo(addon: YamlMap, target: AddonTarget): boolean {
  return matches(addon['include'], target, 'include') && !matches(addon['exclude'], target, 'exclude');
}

/** A filter's rules; all that it has must hold. `teams` and `deployments` are for runtime configs. */
const rules: Readonly<Record<string, (wanted: YamlValue, target: AddonTarget) => boolean>> = {
  lifecycle: (wanted, { lifecycle }) => wanted === lifecycle,
  azs: (wanted, { azs }) => azs.some((az) => listed(wanted).includes(az)),
  stemcell: (wanted, { stemcell }) =>
    listed(wanted).some((each) => isMap(each) && typeof each['os'] === 'string' && stemcell.includes(each['os'])),
  networks: (wanted, { networks }) => networks.some((network) => listed(wanted).includes(network)),
  jobs: (wanted, { jobs }) =>
    listed(wanted).some(
      (each) => isMap(each) && jobs.some(({ name, release }) => name === each['name'] && release === each['release']),
    ),
  instance_groups: (wanted, { name }) => listed(wanted).includes(name),
};

function matches(filter: YamlValue | undefined, target: AddonTarget, kind: 'include' | 'exclude'): boolean {
  const asked = Object.entries(isMap(filter) ? filter : {}).filter(([rule, wanted]) => isAsked(rule, wanted));
  if (asked.length === 0) return kind === 'include';
  return asked.every(([rule, wanted]) => rules[rule]?.(wanted, target) ?? true);
}

/** An empty list asks for nothing. */
function isAsked(rule: string, wanted: YamlValue): boolean {
  return (
    Object.hasOwn(rules, rule) && wanted !== null && wanted !== '' && !(Array.isArray(wanted) && wanted.length === 0)
  );
}

function listed(value: YamlValue): readonly YamlValue[] {
  return Array.isArray(value) ? value : [];
}
