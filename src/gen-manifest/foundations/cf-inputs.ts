/**
 * What Diego's manifest takes from the deployed CF manifest, at diego-release v0.1463.0.
 *
 * Source: diego-release v0.1463.0, manifest-generation/config-from-cf-internal.yml. A `required` value
 * must be in the CF manifest, null is enough where spiff takes null; upstream stops without it even where
 * it is not used (`used: false`).
 */
export interface CfInput {
  readonly path: readonly string[];
  readonly required?: true;
  /** Joined with text: must be a string, or a whole number where `number` says so. */
  readonly joined?: 'string' | 'string-or-integer';
  readonly used?: false;
  readonly secret?: true;
}

const property = (path: string): readonly string[] => ['properties', ...path.split('.')];

/** Every value that is read, by the name of the variable that stands for it without a CF manifest. */
export const cfInputs = {
  deployment_name: { path: ['name'], required: true, joined: 'string' },
  director_uuid: { path: ['director_uuid'], required: true },
  release: { path: ['releases', 'cf'], required: true },
  cc_internal_api_user: { path: property('cc.internal_api_user'), required: true },
  cc_internal_api_password: { path: property('cc.internal_api_password'), required: true, secret: true },
  cc_srv_api_uri: { path: property('cc.srv_api_uri'), required: true },
  consul_agent_datacenter: { path: property('consul.agent.datacenter') },
  consul_agent_domain: { path: property('consul.agent.domain'), required: true },
  consul_agent_log_level: { path: property('consul.agent.log_level'), required: true },
  consul_agent_servers_lan: { path: property('consul.agent.servers.lan'), required: true },
  consul_ca_cert: { path: property('consul.ca_cert') },
  consul_agent_cert: { path: property('consul.agent_cert') },
  consul_agent_key: { path: property('consul.agent_key'), secret: true },
  consul_encrypt_keys: { path: property('consul.encrypt_keys'), secret: true },
  consul_require_ssl: { path: property('consul.require_ssl') },
  consul_server_cert: { path: property('consul.server_cert') },
  consul_server_key: { path: property('consul.server_key'), secret: true },
  loggregator_etcd_machines: { path: property('loggregator.etcd.machines'), required: true },
  loggregator_dropsonde_incoming_port: { path: property('loggregator.dropsonde_incoming_port') },
  loggregator_tls_ca_cert: { path: property('loggregator.tls.ca_cert'), required: true },
  loggregator_endpoint_shared_secret: {
    path: property('loggregator_endpoint.shared_secret'),
    required: true,
    used: false,
    secret: true,
  },
  metron_endpoint_shared_secret: {
    path: property('metron_endpoint.shared_secret'),
    required: true,
    secret: true,
  },
  metron_agent_dropsonde_incoming_port: { path: property('metron_agent.dropsonde_incoming_port') },
  metron_agent_preferred_protocol: { path: property('metron_agent.preferred_protocol'), required: true },
  metron_agent_enable_buffer: { path: property('metron_agent.enable_buffer') },
  metron_agent_buffer_size: { path: property('metron_agent.buffer_size') },
  metron_agent_tls_client_cert: { path: property('metron_agent.tls.client_cert'), required: true },
  metron_agent_tls_client_key: {
    path: property('metron_agent.tls.client_key'),
    required: true,
    secret: true,
  },
  nats_user: { path: property('nats.user'), required: true },
  nats_password: { path: property('nats.password'), required: true, secret: true },
  nats_port: { path: property('nats.port'), required: true },
  nats_machines: { path: property('nats.machines'), required: true },
  system_domain: { path: property('system_domain'), required: true, joined: 'string-or-integer' },
  app_domains: { path: property('app_domains'), required: true, used: false },
  uaa_ssh_proxy_secret: { path: property('uaa.clients.ssh-proxy.secret'), secret: true },
  uaa_url: { path: property('uaa.url'), required: true, joined: 'string' },
} as const satisfies Record<string, CfInput>;

export type CfInputName = keyof typeof cfInputs;
