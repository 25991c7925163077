/** What an operator of cf-release v234 knows, and the deployed CF manifest would say: the variables of a v1 manifest. */
const deployedCf = [
  ...['deployment_name', 'director_uuid', 'release_version', 'consul_agent_datacenter', 'consul_agent_domain'],
  ...['agent_log_level', 'agent_servers_lan', 'require_ssl', 'ca_cert', 'agent_cert', 'agent_key'].map(consul),
  ...['encrypt_keys', 'server_cert', 'server_key'].map(consul),
];

function consul(name: string): string {
  return `consul_${name}`;
}

/** A value for each. */
export const oldValues: Readonly<Record<string, string>> = {
  ...Object.fromEntries(deployedCf.map((name) => [`cf_${name}`, name])),
  diego_security_groups: 'cf-private',
  docker_net_id: 'net-4',
  docker_range: '10.0.4.0/24',
  docker_gateway: '10.0.4.1',
  diego1_range: '10.0.1.0/24',
  diego2_range: '10.0.2.0/24',
  diego3_range: '10.0.3.0/24',
  registry_host: '10.0.4.20',
};
