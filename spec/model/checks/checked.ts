/** What semantic checks find in a settings file, as lines. */
import type { Inputs } from '../../../src/gen-manifest/settings/inputs.js';
import { report } from '../../../src/gen-manifest/cli/report.js';
import { checkDeployment } from '../../../src/gen-manifest/model/checks/table.js';
import type { Needs } from '../../../src/gen-manifest/model/checks/check.js';
import { resolve } from '../../../src/gen-manifest/model/resolve.js';
import { load } from '../../../src/gen-manifest/settings/load.js';

/** Input files, and what the command needs. */
export interface CheckInputs extends Partial<Inputs> {
  readonly needs?: Needs;
}

/** The findings of the checks alone, each as `place: severity: message`, without hints, in the order of places. */
export async function checked({ needs = { iaas: false, overrides: true }, ...inputs }: CheckInputs): Promise<string[]> {
  const loaded = await load({ stubs: {}, settings: [], set: [], lenient: false, ...inputs });
  const broken = loaded.findings.filter(({ severity }) => severity === 'error');
  if (broken.length > 0) throw new Error(report(broken, loaded.sources));
  const deployment = await resolve(loaded, []);
  const text = report(await checkDeployment(loaded, deployment, needs), loaded.sources);
  const files = loaded.sources.map(({ file }) => file);
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('  '))
    .map((line) => files.reduce((rest, file) => rest.replace(`${file}:`, ''), line));
}
