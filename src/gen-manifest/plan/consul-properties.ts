/** Properties of consul_agent of cf-release, which makes the services of a VM known and finds those of others. */
import type { Deployment } from '../model/deployment.js';
import type { PlannedMap } from './planned.js';

/**
 * The properties as the deployed CF manifest has them. Sources: diego-release v0.1463.0, manifest-generation/diego.yml
 * (consul); diego-docker-cache-release, manifest-generation/docker-cache.yml (the same).
 */
export function consulProperties({ cf }: Deployment): PlannedMap {
  return {
    agent: {
      datacenter: cf('consul_agent_datacenter'),
      domain: cf('consul_agent_domain'),
      log_level: cf('consul_agent_log_level'),
      servers: { lan: cf('consul_agent_servers_lan') },
    },
    require_ssl: cf('consul_require_ssl'),
    ca_cert: cf('consul_ca_cert'),
    agent_cert: cf('consul_agent_cert'),
    agent_key: cf('consul_agent_key'),
    encrypt_keys: cf('consul_encrypt_keys'),
    server_cert: cf('consul_server_cert'),
    server_key: cf('consul_server_key'),
  };
}
