/** What upstream's own generator is run with, read: a checkout of diego-release, and files that it alone takes. */
import type { Finding } from '../errors.js';
import type { GeneratorFile } from '../foundations/diego-release/generator-files.js';
import { cfKeys } from './cf-manifest.js';
import type { DiegoCheckout } from './diego-checkout.js';
import type { Inputs } from './inputs.js';
import { readYaml, type YamlSource } from './yaml-source.js';

/** The files that are no stubs of the assumed version. */
export type GeneratorFiles = Readonly<Partial<Record<GeneratorFile, YamlSource>>>;

/** The checkout of diego-release, which is looked at only where one is named. */
export async function checkoutOf({ checkout }: Inputs, findings: Finding[]): Promise<DiegoCheckout | undefined> {
  return checkout === undefined ? undefined : (await import('./diego-checkout.js')).readCheckout(checkout, findings);
}

/** The CF manifest: of it all that is read, or for the generator of an `other` version all that there is. */
export async function cfManifestOf(
  { cf }: Inputs,
  other: string | undefined,
  findings: Finding[],
): Promise<YamlSource | undefined> {
  if (cf === undefined) return undefined;
  return other === undefined ? readYaml(cf, findings, cfKeys) : readYaml(cf, findings);
}

/** The files, and findings for those that cannot be read. */
export async function readGeneratorFiles(
  { generatorFiles = {} }: Inputs,
  findings: Finding[],
): Promise<GeneratorFiles> {
  const read: Partial<Record<GeneratorFile, YamlSource>> = {};
  for (const [name, file] of Object.entries(generatorFiles) as [GeneratorFile, string][]) {
    const source = await readYaml(file, findings);
    if (source) read[name] = source;
  }
  return read;
}
