/** Properties of the etcd job from etcd-release. Source: diego-release v0.1463.0, diego.yml:484. */
import { etcdCluster } from '../../foundations/topology.js';
import type { Deployment } from '../../model/deployment.js';
import type { PlannedMap } from '../planned.js';
import type { OverrideReader } from './override-reader.js';

export function etcdProperties({ count }: Deployment, override: OverrideReader): PlannedMap {
  return {
    machines: ['etcd.service.cf.internal'],
    advertise_urls_dns_suffix: 'etcd.service.cf.internal',
    cluster: etcdCluster.map((name) => ({ name, instances: count(name).instances })),
    require_ssl: override('etcd.require_ssl'),
    ca_cert: override('etcd.ca_cert'),
    server_cert: override('etcd.server_cert'),
    server_key: override('etcd.server_key'),
    client_cert: override('etcd.client_cert'),
    client_key: override('etcd.client_key'),
    peer_require_ssl: override('etcd.peer_require_ssl'),
    peer_ca_cert: override('etcd.peer_ca_cert'),
    peer_cert: override('etcd.peer_cert'),
    peer_key: override('etcd.peer_key'),
    heartbeat_interval_in_milliseconds: override('etcd.heartbeat_interval_in_milliseconds'),
    election_timeout_in_milliseconds: override('etcd.election_timeout_in_milliseconds'),
  };
}
