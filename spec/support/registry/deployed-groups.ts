/**
 * Deploys a manifest of `gen-manifest registry` as a director would: every instance group with what the manifest
 * gives its jobs, links found in it, and the names that BOSH DNS would answer.
 */
import assert from 'node:assert/strict';
import type { JobSource } from '../../../src/gen-manifest/erb/job.js';
import {
  deploymentManifest,
  type DeploymentManifest,
  type InstanceGroup,
  type ManifestJob,
} from '../../../src/gen-manifest/preview/deployment-manifest.js';
import { addressableNetwork, groupAddress } from '../../../src/gen-manifest/preview/addresses.js';
import { linkInstances } from '../../../src/gen-manifest/preview/instance.js';
import { declared, type Provider, providers } from '../../../src/gen-manifest/preview/link-providers.js';
import { resolveLinks } from '../../../src/gen-manifest/preview/links.js';
import { isMap, scalarText, type YamlMap } from '../../../src/gen-manifest/yaml-value.js';
import { Instance } from '../agent/instance.js';
import type { DeployedJob } from '../agent/jobs.js';
import type { Release } from '../agent/release.js';

/** The instances by the names of their groups, and the names by which they are known. */
export interface DeployedGroups {
  readonly instances: ReadonlyMap<string, Instance>;
  readonly names: Readonly<Record<string, string>>;
}

/** Deploys the first instance of every group; `addresses` has one for each, by the group's name. */
export async function deployGroups(
  release: Release,
  filled: YamlMap,
  addresses: Readonly<Record<string, string>>,
): Promise<DeployedGroups> {
  const manifest = deploymentManifest(filled);
  const all = await providers(manifest, async (job) => sourceOf(release, job));
  const names = Object.assign({}, ...manifest.groups.map((group) => namesOf(group, manifest, addresses))) as Record<
    string,
    string
  >;
  const instances = new Map<string, Instance>();
  try {
    for (const group of manifest.groups) {
      const instance = await Instance.deploy(release, {
        name: group.name,
        address: addressOf(group, addresses),
        persistentDiskMb: group.persistentDisk > 0 ? diskMb : 0,
        bpm: group.jobs.some(({ name }) => name === 'bpm'),
        names,
        jobs: group.jobs.filter((job) => sourceOf(release, job)).map((job) => deployedJob(release, manifest, job, all)),
      });
      instances.set(group.name, instance);
    }
  } catch (error) {
    for (const instance of instances.values()) await instance.remove();
    throw error;
  }
  return { instances, names };
}

/** A disk as large as these specs need; its type stands in the cloud config. */
const diskMb = 512;

/** Jobs of other releases, such as consul_agent, are not at hand. */
function sourceOf({ name, jobs }: Release, job: ManifestJob): JobSource | undefined {
  return job.release === name ? jobs.get(job.name)?.source : undefined;
}

function deployedJob(
  release: Release,
  manifest: DeploymentManifest,
  job: ManifestJob,
  all: readonly Provider[],
): DeployedJob {
  const source = sourceOf(release, job);
  assert.ok(source, job.name);
  const spec = declared(source);
  const { links, unresolved } = resolveLinks({ manifest, job, spec }, all);
  assert.deepEqual(unresolved, [], job.name);
  return { name: job.name, properties: job.properties, links };
}

function addressOf({ name, networks }: InstanceGroup, addresses: Readonly<Record<string, string>>): string {
  const address = addresses[name];
  assert.ok(address, `no address for the instance group ${name}`);
  const fixed = networks[0]?.staticIps[0] ?? address;
  assert.equal(fixed, address, `the static address of ${name}`);
  return address;
}

/** The group's, its instances' and those of its aliases; static addresses are names of themselves. */
function namesOf(
  group: InstanceGroup,
  { name: deployment, dnsAddresses: dns }: DeploymentManifest,
  addresses: Readonly<Record<string, string>>,
): Record<string, string> {
  const aliases = group.jobs.flatMap(({ provides }) =>
    Object.values(provides).flatMap((provided) => {
      const given = isMap(provided) ? provided['aliases'] : undefined;
      return Array.isArray(given) ? given.filter(isMap).map(({ domain }) => scalarText(domain)) : [];
    }),
  );
  const own = linkInstances(group, addressableNetwork(group), { deployment, dns }).map(({ address }) => address);
  const address = addressOf(group, addresses);
  return Object.fromEntries([groupAddress(group, deployment), ...own, ...aliases].map((name) => [name, address]));
}
