/** The environments that `--env` takes. */
import { aws } from './aws.js';
import { azure } from './azure.js';
import { boshLite } from './bosh-lite.js';
import type { DiegoEnvironment, Environment } from './environment.js';
import { gcp } from './gcp.js';
import { openstack } from './openstack.js';
import { vsphere } from './vsphere.js';

/** The environments that diego-release's v1 manifests are for, by the name that `--env` takes. */
export const diegoEnvironments = { openstack, aws, vsphere, 'bosh-lite': boshLite } as const satisfies Record<
  string,
  DiegoEnvironment
>;
export type DiegoEnvironmentName = keyof typeof diegoEnvironments;

/** All environments by the name that `--env` takes. */
export const environments = { ...diegoEnvironments, gcp, azure } as const satisfies Record<string, Environment>;
export type EnvironmentName = keyof typeof environments;

/** True for the name of an environment that diego-release's v1 manifests are for. */
export function isDiegoEnvironment(name: string | undefined): name is DiegoEnvironmentName {
  return name !== undefined && Object.hasOwn(diegoEnvironments, name);
}
