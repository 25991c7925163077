/** Properties of the jobs that Diego's VMs run from cf-release: metron_agent and consul_agent. */
import type { Deployment } from '../../model/deployment.js';
import { consulProperties } from '../consul-properties.js';
import type { PlannedMap } from '../planned.js';
import type { OverrideReader } from './override-reader.js';
import { joined } from './joined.js';

/** Source: diego-release v0.1463.0, manifest-generation/diego.yml:441. */
export function cfProperties(deployment: Deployment, override: OverrideReader): PlannedMap {
  const { cf } = deployment;
  return {
    metron_agent: {
      deployment: joined(cf('deployment_name'), '-diego'),
      preferred_protocol: cf('metron_agent_preferred_protocol'),
      enable_buffer: cf('metron_agent_enable_buffer'),
      buffer_size: cf('metron_agent_buffer_size'),
      tls: {
        client_cert: cf('metron_agent_tls_client_cert'),
        client_key: cf('metron_agent_tls_client_key'),
      },
      dropsonde_incoming_port: cf('metron_agent_dropsonde_incoming_port'),
    },
    loggregator: {
      etcd: { machines: cf('loggregator_etcd_machines') },
      dropsonde_incoming_port: cf('loggregator_dropsonde_incoming_port'),
      tls: { ca_cert: cf('loggregator_tls_ca_cert') },
    },
    metron_endpoint: { shared_secret: cf('metron_endpoint_shared_secret') },
    syslog_daemon_config: {
      address: override('syslog_daemon_config.address'),
      port: override('syslog_daemon_config.port'),
    },
    consul: consulProperties(deployment),
  };
}
