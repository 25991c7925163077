/** A manifest of `gen-manifest registry`, with its variables filled by the real bosh CLI. */
import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import type { JobSource } from '../../../src/gen-manifest/erb/job.js';
import { jobSchemas } from '../../../src/gen-manifest/settings/jobs/schemas.js';
import { propertiesBelow } from '../../../src/gen-manifest/settings/jobs/schema.js';
import type { ReleaseJobName } from '../../../src/gen-manifest/settings/jobs/groups.js';
import { find, isMap, scalarText, type YamlMap, type YamlValue } from '../../../src/gen-manifest/yaml-value.js';
import { stringify } from 'yaml';
import { interpolated } from '../bosh.js';
import { genManifest } from '../gen-manifest.js';
import type { temporaryFiles } from '../temporary-files.js';

/** A job of this release as a manifest deploys it. */
export interface ManifestJob {
  readonly group: string;
  readonly name: ReleaseJobName;
  /** What a director gives the job: of the manifest's properties, those that the job declares. */
  readonly properties: YamlMap;
  readonly instances: number;
}

/** The manifest that `argv` makes, with certificates and passwords as bosh makes them, and `values` for the rest. */
export async function deployedManifest(
  files: ReturnType<typeof temporaryFiles>,
  argv: readonly string[],
  values: Readonly<Record<string, string>> = {},
): Promise<YamlMap> {
  const { exitCode, stdout, stderr } = await genManifest('registry', ...argv);
  assert.equal(exitCode, 0, stderr);
  const given = ['--vars-file', files.write('vars.yml', stringify(values))];
  const store = files.path(`creds-${stdout.length}.yml`);
  return interpolated(files.write('manifest.yml', stdout), '--vars-store', store, '--var-errs', ...given);
}

/** The jobs of this release in a manifest of either form. */
export function jobsOf(manifest: YamlMap): ManifestJob[] {
  const groups = maps(manifest['instance_groups'] ?? manifest['jobs']);
  return groups.flatMap((group) =>
    maps(group['jobs'] ?? group['templates'])
      .filter((job) => job['release'] === 'diego-docker')
      .map((job) => ({
        group: scalarText(group['name']),
        name: job['name'] as JobSource['name'] as ReleaseJobName,
        instances: Number(group['instances']),
        properties: declared(
          job['name'] as ReleaseJobName,
          (job['properties'] ?? group['properties'] ?? {}) as YamlMap,
        ),
      })),
  );
}

/** The certificate of a job, as it is read. */
export function certificateOf(job: ManifestJob): X509Certificate {
  return new X509Certificate(scalarText(find(job.properties, ['tls', 'certificate'])));
}

function declared(job: ReleaseJobName, given: YamlMap): YamlMap {
  const bound: YamlMap = {};
  for (const { name } of propertiesBelow(jobSchemas[job])) {
    const path = name.split('.');
    const value = find(given, path);
    if (value === undefined) continue;
    let here = bound;
    for (const step of path.slice(0, -1)) here = (here[step] ??= {}) as YamlMap;
    here[path.at(-1) as string] = value;
  }
  return bound;
}

function maps(value: YamlValue | undefined): YamlMap[] {
  return Array.isArray(value) ? value.filter(isMap) : [];
}
