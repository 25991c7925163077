/** The environments that `--env` takes. */
import { aws } from './aws.js';
import { boshLite } from './bosh-lite.js';
import type { Environment } from './environment.js';
import { openstack } from './openstack.js';
import { vsphere } from './vsphere.js';

/** The environments by the name that `--env` takes. */
export const environments = { openstack, aws, vsphere, 'bosh-lite': boshLite } as const satisfies Record<
  string,
  Environment
>;
export type EnvironmentName = keyof typeof environments;
