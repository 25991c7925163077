/** Reads what is deployed already: the manifest of Cloud Foundry with its ops files, and the director's cloud config. */
import type { Finding } from '../errors.js';
import { isMap, type YamlMap } from '../yaml-value.js';
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
  const of = isMap(manifest.value) ? cloudConfigKey(manifest.value) : undefined;
  if (isMap(manifest.value) && of === undefined) return { manifest, opsFiles: read };
  findings.push({
    code: 'wrong-type',
    severity: 'error',
    message: of === undefined ? 'the base is not a map' : `the base has ${of}: it is a cloud config, no manifest`,
    hint: `give the cf-deployment.yml that Cloud Foundry is deployed with, or bosh manifest -d cf > cf.yml${of === undefined ? '' : forCloudConfig}`,
    place: { file, path: of === undefined ? [] : [of] },
  });
  return undefined;
}

const forCloudConfig =
  '; a cloud config is given to review and all with --cloud-config, and to cloud-config with --base';

/** Keys that only a manifest has, and of those that a cloud config has, which a v1 manifest may have as well. */
const manifestKeys = ['instance_groups', 'jobs', 'manifest_version'];
const cloudConfigKeys = ['azs', 'vm_types', 'disk_types', 'vm_extensions', 'networks'];

/** The key by which a map is a cloud config; undefined where it may be a manifest. */
function cloudConfigKey(map: YamlMap): string | undefined {
  const has = (key: string): boolean => Object.hasOwn(map, key);
  return manifestKeys.some(has) ? undefined : cloudConfigKeys.find(has);
}

/** The cloud config; undefined where it cannot be read or is none, with the findings why. */
export async function readCloudConfig(file: string, findings: Finding[]): Promise<YamlSource | undefined> {
  const source = await readManifest(file, findings);
  if (!source) return undefined;
  const { value } = source;
  const map = isMap(value) ? value : undefined;
  const other = manifestKeys.find((key) => map?.[key] !== undefined);
  if (map && other === undefined) return source;
  findings.push({
    code: 'wrong-type',
    severity: 'error',
    message: map ? `the base has ${other}: it is a manifest, no cloud config` : 'the base is not a map',
    hint: "give the director's cloud config: bosh cloud-config > cloud-config.yml",
    place: { file, path: other === undefined ? [] : [other] },
  });
  return undefined;
}
