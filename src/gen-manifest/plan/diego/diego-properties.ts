/** Properties of the jobs from diego-release. Source: diego-release v0.1463.0, diego.yml:517. */
import type { Deployment } from '../../model/deployment.js';
import { insecureRegistryList } from '../insecure-registry-list.js';
import type { PlannedMap } from '../planned.js';
import { executorProperties } from './executor-properties.js';
import { joined } from './joined.js';
import type { OverrideReader } from './override-reader.js';

/** How a job talks to the BBS; the same for every client. */
function bbsClient(override: OverrideReader): PlannedMap {
  return {
    api_location: override('bbs.api_location'),
    ca_cert: override('bbs.ca_cert'),
    client_cert: override('bbs.client_cert'),
    client_key: override('bbs.client_key'),
    require_ssl: override('bbs.require_ssl'),
    client_session_cache_size: override('bbs.client_session_cache_size'),
    max_idle_conns_per_host: override('bbs.max_idle_conns_per_host'),
  };
}

/** How a job of the bridge talks to Cloud Controller. */
function ccClient({ cf }: Deployment): PlannedMap {
  return {
    basic_auth_username: cf('cc_internal_api_user'),
    basic_auth_password: cf('cc_internal_api_password'),
  };
}

export function diegoProperties(deployment: Deployment, override: OverrideReader): PlannedMap {
  return {
    ssl: { skip_cert_verify: override('skip_cert_verify') },
    ...brainProperties(deployment, override),
    executor: executorProperties(override),
    ...bridgeProperties(deployment, override),
    ...cellProperties(deployment, override),
    ...routingProperties(deployment, override),
  };
}

function brainProperties(deployment: Deployment, override: OverrideReader): PlannedMap {
  const dropsonde_port = deployment.cf('metron_agent_dropsonde_incoming_port');
  return {
    auctioneer: {
      bbs: bbsClient(override),
      cell_state_timeout: override('auctioneer.cell_state_timeout'),
      starting_container_weight: override('auctioneer.starting_container_weight'),
      dropsonde_port,
      log_level: override('auctioneer.log_level'),
    },
    bbs: {
      active_key_label: override('bbs.active_key_label'),
      encryption_keys: override('bbs.encryption_keys'),
      require_ssl: override('bbs.require_ssl'),
      ca_cert: override('bbs.ca_cert'),
      server_cert: override('bbs.server_cert'),
      server_key: override('bbs.server_key'),
      dropsonde_port,
      auctioneer: { api_url: override('bbs.auctioneer.api_url') },
      etcd: {
        machines: override('etcd_machines'),
        require_ssl: override('etcd.require_ssl'),
        ca_cert: override('etcd.ca_cert'),
        client_cert: override('etcd.client_cert'),
        client_key: override('etcd.client_key'),
        client_session_cache_size: override('etcd.client_session_cache_size'),
        max_idle_conns_per_host: override('etcd.max_idle_conns_per_host'),
      },
      log_level: override('bbs.log_level'),
    },
    converger: { dropsonde_port, bbs: bbsClient(override), log_level: override('converger.log_level') },
  };
}

function bridgeProperties(deployment: Deployment, override: OverrideReader): PlannedMap {
  const { cf } = deployment;
  const dropsonde_port = cf('metron_agent_dropsonde_incoming_port');
  return {
    file_server: { dropsonde_port, log_level: override('file_server.log_level') },
    cc_uploader: { dropsonde_port, log_level: override('cc_uploader.log_level') },
    nsync: {
      dropsonde_port,
      bbs: bbsClient(override),
      cc: { base_url: cf('cc_srv_api_uri'), ...ccClient(deployment) },
      log_level: override('nsync.log_level'),
    },
    stager: {
      dropsonde_port,
      cc: ccClient(deployment),
      bbs: bbsClient(override),
      log_level: override('stager.log_level'),
      insecure_docker_registry_list: insecureRegistryList(deployment, 'stager'),
    },
    tps: {
      dropsonde_port,
      cc: ccClient(deployment),
      bbs: bbsClient(override),
      log_level: override('tps.log_level'),
      traffic_controller_url: joined('wss://doppler.', cf('system_domain'), ':443'),
    },
  };
}

function cellProperties({ cf, rootfsRelease }: Deployment, override: OverrideReader): PlannedMap {
  return {
    rep: {
      preloaded_rootfses: rootfsRelease ? ['cflinuxfs2:/var/vcap/packages/cflinuxfs2/rootfs'] : null,
      dropsonde_port: cf('metron_agent_dropsonde_incoming_port'),
      bbs: bbsClient(override),
      evacuation_timeout_in_seconds: override('rep.evacuation_timeout_in_seconds'),
      trusted_certs: override('rep.trusted_certs'),
      log_level: override('rep.log_level'),
    },
    rootfs_cflinuxfs2: { trusted_certs: override('rootfs_cflinuxfs2.trusted_certs') },
  };
}

function routingProperties({ cf }: Deployment, override: OverrideReader): PlannedMap {
  const dropsonde_port = cf('metron_agent_dropsonde_incoming_port');
  return {
    route_emitter: {
      dropsonde_port,
      bbs: bbsClient(override),
      nats: {
        machines: cf('nats_machines'),
        user: cf('nats_user'),
        password: cf('nats_password'),
        port: cf('nats_port'),
      },
      log_level: override('route_emitter.log_level'),
    },
    ssh_proxy: {
      dropsonde_port,
      bbs: bbsClient(override),
      host_key: override('ssh_proxy.host_key', ''),
      enable_cf_auth: override('ssh_proxy.enable_cf_auth', false),
      enable_diego_auth: override('ssh_proxy.enable_diego_auth', false),
      uaa_secret: cf('uaa_ssh_proxy_secret'),
      uaa_token_url: joined(cf('uaa_url'), '/oauth/token'),
      diego_credentials: override('ssh_proxy.diego_credentials'),
    },
  };
}
