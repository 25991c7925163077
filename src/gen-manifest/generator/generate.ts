/** The manifest of another version of Diego, made by that version's own generator from the operator's inputs and ours. */
import { type Finding, hasErrors } from '../errors.js';
import type { GeneratorFile } from '../foundations/diego-release/generator-files.js';
import { foundationText } from '../foundations/foundation.js';
import type { Operator } from '../io.js';
import type { Deployment } from '../model/deployment.js';
import type { PlannedDocument } from '../plan/planned.js';
import { describeReasons } from '../render/reasons.js';
import type { DiegoCheckout } from '../settings/diego-checkout.js';
import type { Loaded } from '../settings/load.js';
import { commandLine } from './command-line.js';
import { readSpiff, wiredManifest } from './generated-manifest.js';
import { type InputFiles, inputFiles } from './input-files.js';
import { inputFindings } from './required-inputs.js';
import { runGenerator } from './run.js';
import { saidFindings } from './said.js';

/** The document; undefined where `findings` has errors. */
export async function generate(
  deployment: Deployment,
  loaded: Loaded & { readonly checkout: DiegoCheckout },
  operator: Operator,
  findings: Finding[],
): Promise<PlannedDocument | undefined> {
  findings.push(...inputFindings(deployment, loaded));
  if (hasErrors(findings)) return undefined;
  const { foundation, generatorFlags: flags } = deployment;
  const files = inputFiles(deployment, loaded, describeReasons(loaded.sources));
  const run = { checkout: loaded.checkout.folder, version: foundation.version, files, flags };
  const result = await runGenerator(run, operator, findings);
  if (!result) return undefined;
  const { stdout, stderr, failed } = result;
  if (failed) {
    findings.push(...saidFindings(stderr || stdout, ownNames(files, loaded)));
    return undefined;
  }
  findings.push(...deprecations(stderr));
  const value = wiredManifest(readSpiff(stdout), deployment, findings);
  return hasErrors(findings) ? undefined : { header: header(deployment, files), value };
}

function header({ foundation, environment, generatorFlags }: Deployment, files: InputFiles): string[] {
  const where = environment === undefined ? '' : `, on ${environment}`;
  const argv = commandLine(foundation.version, new Set(files.keys()), generatorFlags);
  return [
    `Diego: BOSH v1 deployment manifest for ${foundationText(foundation)} beside cf-release ${foundation.cfRelease ?? ''}${where}.`,
    `Made with its own generator: scripts/generate-deployment-manifest ${argv.join(' ')}`,
    'Complete: nothing has to be merged with it. Every ((variable)) must be given when it is deployed:',
    'bosh int diego.yml --vars-file vars.yml --var-errs shows which are missing.',
  ];
}

/** What the generator warns of, such as flags that it will drop. */
function deprecations(stderr: string): Finding[] {
  return stderr
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => ({
      code: 'no-effect',
      severity: 'warning',
      message: `diego-release's generator says: ${line.trim()}`,
    }));
}

/** The operator's own names of the files; those that are made here have none. */
function ownNames(files: InputFiles, { cfManifest, sections, generatorFiles }: Loaded): Map<GeneratorFile, string> {
  const own: readonly (readonly [GeneratorFile, string | undefined])[] = [
    ['cf', cfManifest?.file],
    ['property-overrides', sections.property_overrides?.source.file],
    ['iaas', sections.iaas_settings?.source.file],
    ['instance-counts', sections.instance_count_overrides?.source.file],
    ['release-versions', sections.release_versions?.source.file],
    ...Object.entries(generatorFiles ?? {}).map(([name, { file }]) => [name as GeneratorFile, file] as const),
  ];
  return new Map(own.flatMap(([name, file]) => (files.has(name) && file !== undefined ? [[name, file] as const] : [])));
}
