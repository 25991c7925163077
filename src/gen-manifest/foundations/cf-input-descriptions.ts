/**
 * What the values mean that Diego's manifest takes from the CF manifest; for `explain`, not for a manifest.
 *
 * Sources: cf-release v234, templates/cf.yml and jobs/<job>/spec of cf-release, loggregator and consul-release;
 * diego-release v0.1463.0, jobs/<job>/spec.
 */
import type { CfInputName } from './cf-inputs.js';

export const cfInputDescriptions: Readonly<Record<CfInputName, string>> = {
  deployment_name: "Name of the CF deployment; Diego's is the same with -diego",
  director_uuid: 'UUID of the BOSH director that CF was deployed with',
  release: 'The release cf in its deployed version, for the jobs that Diego takes from it',
  cc_internal_api_user: "User name for Cloud Controller's internal API",
  cc_internal_api_password: "Password for Cloud Controller's internal API",
  cc_srv_api_uri: "URL of Cloud Controller's API, which nsync calls",
  consul_agent_datacenter: 'Name of the datacenter that consul agents announce',
  consul_agent_domain: 'Domain that consul serves by DNS, such as cf.internal',
  consul_agent_log_level: 'Log level of the consul agents',
  consul_agent_servers_lan: 'Addresses of the consul servers, for the agents to join',
  consul_ca_cert: 'CA of the certificates of consul servers and agents, PEM',
  consul_agent_cert: 'Certificate of the consul agents, PEM',
  consul_agent_key: 'Private key of the consul agents, PEM',
  consul_encrypt_keys: "Keys of the encryption of consul's gossip",
  consul_require_ssl: 'Whether consul servers and agents use TLS',
  consul_server_cert: 'Certificate of the consul servers, PEM',
  consul_server_key: 'Private key of the consul servers, PEM',
  loggregator_etcd_machines: 'Addresses of the etcd machines in which Dopplers are announced',
  loggregator_dropsonde_incoming_port: 'Port on which Dopplers take metrics and logs by UDP',
  loggregator_tls_ca_cert: 'CA of the certificates of Dopplers and metron agents, PEM',
  loggregator_endpoint_shared_secret: 'Shared secret of Dopplers and metron agents, under its older name',
  metron_endpoint_shared_secret: 'Shared secret with which metron agents sign what they send to Dopplers',
  metron_agent_dropsonde_incoming_port: 'Port on which the metron agent of a VM takes metrics and logs of its jobs',
  metron_agent_preferred_protocol: 'Protocol that metron agents talk to Dopplers with: udp or tls',
  metron_agent_enable_buffer: 'Whether metron agents buffer messages before they send them',
  metron_agent_buffer_size: 'Size of the buffer in which metron agents collect messages',
  metron_agent_tls_client_cert: 'Certificate that metron agents show to Dopplers, PEM',
  metron_agent_tls_client_key: 'Private key of the certificate that metron agents show to Dopplers, PEM',
  nats_user: 'User name for NATS, on which route_emitter announces routes',
  nats_password: 'Password for NATS',
  nats_port: 'Port of NATS',
  nats_machines: 'Addresses of the NATS machines',
  system_domain: "CF's system domain; tps streams metrics from doppler.<system domain>",
  app_domains: "CF's domains for apps",
  uaa_ssh_proxy_secret: "Secret of UAA's client ssh-proxy, with which cf ssh is authorized",
  uaa_url: 'URL of UAA, from which the SSH proxy gets tokens',
};
