/** Properties of the garden job from garden-linux-release. Source: diego-release v0.1463.0, diego.yml:734. */
import type { Deployment } from '../../model/deployment.js';
import type { PlannedMap } from '../planned.js';
import { insecureRegistryList } from '../insecure-registry-list.js';
import type { OverrideReader } from './override-reader.js';

const rootfs = {
  diego: '/var/vcap/packages/rootfs_cflinuxfs2/rootfs',
  release: '/var/vcap/packages/cflinuxfs2/rootfs',
};

export function gardenProperties(deployment: Deployment, override: OverrideReader): PlannedMap {
  return {
    listen_network: override('garden.listen_network'),
    listen_address: override('garden.listen_address'),
    default_container_grace_time: override('garden.default_container_grace_time', 0),
    deny_networks: override('garden.deny_networks', ['0.0.0.0/0']),
    allow_networks: override('garden.allow_networks'),
    allow_host_access: override('garden.allow_host_access'),
    insecure_docker_registry_list: insecureRegistryList(deployment, 'garden'),
    network_mtu: override('garden.mtu'),
    disk_quota_enabled: override('garden.disk_quota_enabled'),
    persistent_image_list: override('garden.persistent_image_list', [
      deployment.rootfsRelease ? rootfs.release : rootfs.diego,
    ]),
    enable_graph_cleanup: override('garden.enable_graph_cleanup', true),
    graph_cleanup_threshold_in_mb: override('garden.graph_cleanup_threshold_in_mb', 0),
    log_level: override('garden.log_level'),
  };
}
