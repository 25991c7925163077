/**
 * Where a property-overrides stub names the registries without TLS, and where the manifest then has them.
 *
 * Sources: diego-release, manifest-generation/diego.yml and enable-grootfs.yml (stub and manifest), jobs/stager/spec,
 * jobs/garden-linux/spec and jobs/garden-linux/templates/garden-linux_ctl.erb at the first and last tag of each range;
 * garden-linux-release and garden-runc-release, jobs/garden/spec (which reads `garden.` and, from garden-runc 1.11.0
 * on, `grootfs.`); capi-release, jobs/stager/spec (`capi.stager.`); cloudfoundry-incubator/stager d730719,
 * cmd/stager/main.go (a URL of http turns the check of certificates off, for the cache alone) and dc40958,
 * backend/docker_backend.go (so does the boolean).
 */
import type { VersionRow } from '../version-rows.js';

/** A key of the stub that says which registries are not checked. */
export interface RegistryKey {
  /** Its path below `property_overrides`. */
  readonly stub: string;
  /** Entries host:port; one boolean, or one URL, for the Docker cache alone. */
  readonly form: 'list' | 'boolean' | 'url';
  /** The path below the manifest's `properties` that the templates write it to. */
  readonly manifest: string;
}

/** What staging reads without a check. */
export const stagingKey: readonly VersionRow<RegistryKey>[] = [
  {
    range: '<=0.1135.0',
    fact: { stub: 'stager.docker_registry_url', form: 'url', manifest: 'diego.stager.docker_registry_url' },
  },
  {
    range: '0.1137.0 - 0.1434.0',
    fact: {
      stub: 'stager.insecure_docker_registry',
      form: 'boolean',
      manifest: 'diego.stager.insecure_docker_registry',
    },
  },
  {
    range: '0.1435.0 - 0.1469.0',
    fact: {
      stub: 'stager.insecure_docker_registry_list',
      form: 'list',
      manifest: 'diego.stager.insecure_docker_registry_list',
    },
  },
  {
    range: '>=0.1470.0',
    fact: {
      stub: 'stager.insecure_docker_registry_list',
      form: 'list',
      manifest: 'capi.stager.insecure_docker_registry_list',
    },
  },
];

/** What cells pull from without a check. */
export const cellKey: readonly VersionRow<RegistryKey>[] = [
  {
    range: '<=0.1423.0',
    fact: {
      stub: 'garden-linux.insecure_docker_registry_list',
      form: 'list',
      manifest: 'diego.garden-linux.insecure_docker_registry_list',
    },
  },
  {
    range: '>=0.1424.0',
    fact: {
      stub: 'garden.insecure_docker_registry_list',
      form: 'list',
      manifest: 'garden.insecure_docker_registry_list',
    },
  },
];

/** Where the manifest has the cells' list a second time: with the flag grootfs, later always. */
export const grootfsList: readonly VersionRow<{ readonly manifest: string; readonly flag?: 'grootfs' }>[] = [
  { range: '1.8.0 - 1.32.2', fact: { manifest: 'grootfs.insecure_docker_registry_list', flag: 'grootfs' } },
  { range: '>=1.33.0', fact: { manifest: 'grootfs.insecure_docker_registry_list' } },
];
