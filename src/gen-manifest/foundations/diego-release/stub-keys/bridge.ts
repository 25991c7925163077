/**
 * Keys of the property-overrides stub that are for the bridge to Cloud Controller, with the versions that read them.
 *
 * Source: diego-release v0.1072.0 to v1.35.0, manifest-generation/*.yml, every `(( property_overrides.<key> ))`;
 * required where manifest-generation/diego.yml has no `||` behind it.
 */
import type { StubKeys } from '../stub-key.js';

export const bridgeKeys: StubKeys = {
  'cc_uploader.ca_cert': { read: '>=1.12.0', required: '>=1.12.0' },
  'cc_uploader.cc.ca_cert': { read: '>=1.11.0', required: '>=1.11.0' },
  'cc_uploader.cc.client_cert': { read: '>=1.11.0', required: '>=1.11.0' },
  'cc_uploader.cc.client_key': { read: '>=1.11.0', required: '>=1.11.0' },
  'cc_uploader.log_level': { read: '>=0.1423.0' },
  'cc_uploader.server_cert': { read: '>=1.12.0', required: '>=1.12.0' },
  'cc_uploader.server_key': { read: '>=1.12.0', required: '>=1.12.0' },
  'nsync.cc_api_uri': { read: '>=1.15.1' },
  'nsync.diego_privileged_containers': { read: '>=0.1479.0' },
  'nsync.log_level': { read: '*' },
  'stager.diego_privileged_containers': { read: '>=0.1479.0' },
  'stager.docker_registry_url': { read: '<=0.1135.0' },
  'stager.insecure_docker_registry': { read: '0.1137.0 - 0.1434.0' },
  'stager.insecure_docker_registry_list': { read: '>=0.1435.0' },
  'stager.log_level': { read: '*' },
  'tps.cc.ca_cert': { read: '>=1.6.1', required: '>=1.6.1' },
  'tps.cc.client_cert': { read: '>=1.6.1', required: '>=1.6.1' },
  'tps.cc.client_key': { read: '>=1.6.1', required: '>=1.6.1' },
  'tps.log_level': { read: '*' },
  'tps.watcher.skip_consul_lock': { read: '>=1.14.1' },
};
