/** The properties of Diego's manifest, by the release that reads them. */
import type { Deployment } from '../../model/deployment.js';
import type { PlannedMap } from '../planned.js';
import { cfProperties } from './cf-properties.js';
import { diegoProperties } from './diego-properties.js';
import { etcdProperties } from './etcd-properties.js';
import { gardenProperties } from './garden-properties.js';
import { overrideReader } from './override-reader.js';

/** Source: diego-release v0.1463.0, manifest-generation/diego.yml:440. */
export function properties(deployment: Deployment): PlannedMap {
  const override = overrideReader(deployment);
  return {
    ...cfProperties(deployment, override),
    etcd: etcdProperties(deployment, override),
    'cflinuxfs2-rootfs': { trusted_certs: override('rootfs_cflinuxfs2.trusted_certs') },
    diego: diegoProperties(deployment, override),
    garden: gardenProperties(deployment, override),
  };
}
