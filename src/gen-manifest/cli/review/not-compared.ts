/** What of the deployment with the cells a review does not compare, said rather than left out. */
import type { Finding } from '../../errors.js';
import { type Foundation, foundationText } from '../../foundations/foundation.js';
import type { YamlSource } from '../../settings/yaml-source.js';
import { isMap } from '../../yaml-value.js';

/** For a Diego whose manifest its own generator makes: a note, and a warning where one that is deployed was given. */
export function generatedElsewhere(foundation: Foundation, deployed: YamlSource | undefined): Finding[] {
  const what = `Diego's manifest of ${foundationText(foundation)}`;
  const made = 'gen-manifest diego --diego-release DIR makes it, with the wiring in it';
  const note: Finding = {
    code: 'missing',
    severity: 'note',
    message: `${what} comes from its own generator: what changes in it is not compared here`,
    hint: `${made}; gen-manifest diff OLD NEW then compares it with what is deployed`,
  };
  return deployed ? [note, unused(deployed, `${what} is not compared here`, `${made}: give both to diff`)] : [note];
}

/** For a cf-deployment without a base: a manifest that can be none of it was not taken for the base. */
export function noCfDeployment(deployed: YamlSource | undefined): Finding[] {
  if (!deployed || (isMap(deployed.value) && deployed.value['instance_groups'] !== undefined)) return [];
  const hint = 'bosh manifest -d cf > deployed.yml prints the one of cf-deployment';
  return [unused(deployed, 'it has no instance_groups, as the manifest of a cf-deployment has', hint)];
}

function unused({ file }: YamlSource, why: string, hint: string): Finding {
  return {
    code: 'no-effect',
    severity: 'warning',
    message: `--against ${file} was not used: ${why}`,
    hint,
    place: { file },
  };
}
