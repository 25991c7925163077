/** Reads the manifest that operations are for, and the ops files that it is deployed with. */
import type { Finding } from '../errors.js';
import { isMap } from '../yaml-value.js';
import { readManifest, readYaml, type YamlSource } from './yaml-source.js';

/** A manifest of Cloud Foundry as files have it: nothing is applied yet. */
export interface Base {
  readonly manifest: YamlSource;
  readonly opsFiles: readonly YamlSource[];
}

/** The files; undefined where the manifest cannot be read, with the findings why. */
export async function readBase(
  file: string,
  opsFiles: readonly string[],
  findings: Finding[],
): Promise<Base | undefined> {
  const manifest = await readManifest(file, findings);
  const read: YamlSource[] = [];
  for (const each of opsFiles) {
    const source = await readYaml(each, findings);
    if (source) read.push(source);
  }
  if (!manifest) return undefined;
  if (isMap(manifest.value)) return { manifest, opsFiles: read };
  findings.push({
    code: 'wrong-type',
    severity: 'error',
    message: 'the base is not a map',
    hint: 'give the cf-deployment.yml that Cloud Foundry is deployed with, or bosh manifest -d cf > cf.yml',
    place: { file, path: [] },
  });
  return undefined;
}
