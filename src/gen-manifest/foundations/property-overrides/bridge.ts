/** Overrides of the bridge to Cloud Controller, of routing and SSH, and of all jobs. */
import type { Declaration } from '../declaration.js';
import { logLevel } from './shapes.js';

export const bridgeOverrides = {
  'cc_uploader.log_level': logLevel('cc_uploader'),
  'file_server.log_level': logLevel('file_server'),
  'nsync.log_level': logLevel('nsync'),
  'route_emitter.log_level': logLevel('route_emitter'),
  skip_cert_verify: {
    type: 'boolean',
    description: 'Diego does not check certificates of Cloud Controller, UAA and blobstore',
    'x-job-default': false,
  },
  'ssh_proxy.diego_credentials': {
    type: 'string',
    description: 'Password of the Diego authentication of the SSH proxy',
    'x-secret': true,
  },
  'ssh_proxy.enable_cf_auth': {
    type: 'boolean',
    description: 'cf ssh into apps',
    'x-manifest-default': false,
  },
  'ssh_proxy.enable_diego_auth': {
    type: 'boolean',
    description: 'SSH into LRPs with Diego credentials',
    'x-manifest-default': false,
  },
  'ssh_proxy.host_key': {
    type: 'string',
    description: 'Private RSA key that the SSH proxy shows as its host key, PEM',
    'x-secret': true,
    'x-manifest-default': '',
  },
  'stager.insecure_docker_registry_list': {
    type: 'array',
    items: { type: 'string' },
    description:
      'host:port of the registries that staging reads from without TLS or without checking it; the registry and the cache are added behind these',
    examples: [['docker-registry.example.com:5000']],
  },
  'stager.log_level': logLevel('stager'),
  'syslog_daemon_config.address': { type: 'string', description: 'Address that metron sends syslog to' },
  'syslog_daemon_config.port': { type: 'integer', description: 'Port that metron sends syslog to' },
  'tps.log_level': logLevel('tps'),
} as const satisfies Record<string, Declaration>;
