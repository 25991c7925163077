/**
 * Which properties the jobs of Diego's manifest read: v1 manifests give global properties to every job, and a job
 * gets those that its spec declares.
 *
 * Sources: `properties` of jobs/<job>/spec in diego-release v0.1463.0; of the jobs of other releases: consul_agent of
 * consul-release dd4a6cb, metron_agent of loggregator c57eaa5 and etcd of etcd-release f32d636, which cf-release v234
 * has; garden of garden-linux-release v0.290.0 to v0.339.0; cflinuxfs2-rootfs-setup of cflinuxfs2-release.
 */

/** The sections that each job declares properties in. */
export const propertiesRead: Readonly<Record<string, readonly string[]>> = {
  auctioneer: ['diego.auctioneer'],
  bbs: ['diego.bbs'],
  cc_uploader: ['diego.cc_uploader', 'diego.ssl'],
  'cflinuxfs2-rootfs-setup': ['cflinuxfs2-rootfs'],
  consul_agent: ['consul'],
  converger: ['diego.converger'],
  etcd: ['etcd'],
  file_server: ['diego.file_server', 'diego.ssl'],
  garden: ['garden'],
  metron_agent: [
    'loggregator.dropsonde_incoming_port',
    'loggregator.etcd',
    'loggregator.tls',
    'metron_agent',
    'metron_endpoint',
    'syslog_daemon_config',
  ],
  nsync: ['diego.nsync', 'diego.ssl'],
  rep: ['diego.executor', 'diego.rep', 'diego.ssl'],
  rootfses: ['diego.rootfs_cflinuxfs2'],
  route_emitter: ['diego.route_emitter'],
  ssh_proxy: ['diego.ssh_proxy', 'diego.ssl'],
  stager: ['diego.ssl', 'diego.stager'],
  tps: ['diego.ssl', 'diego.tps'],
};

/**
 * Of these sections, what the manifest of v0.1463.0 has although not every version of the job declares it: garden's
 * come and go, executor's were declared by a job of that name as in v0.1183.0, and consul_agent has no choice but TLS
 * since consul-release 4111cd9.
 */
export const readBySomeVersions: readonly string[] = [
  'consul.require_ssl',
  'diego.executor.drain_timeout_in_seconds',
  'diego.executor.log_level',
  'garden.disk_quota_enabled',
  'garden.enable_graph_cleanup',
  'garden.graph_cleanup_threshold_in_mb',
];
