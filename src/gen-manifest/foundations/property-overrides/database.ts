/** Overrides of the database and the brain: bbs, etcd, auctioneer, converger. */
import type { Declaration } from '../declaration.js';
import { key, logLevel, pem } from './shapes.js';

export const databaseOverrides = {
  'auctioneer.cell_state_timeout': {
    type: 'string',
    description: "Time the auctioneer waits for a cell's state",
    'x-unit': 'Go duration',
    'x-job-default': '1s',
  },
  'auctioneer.log_level': logLevel('auctioneer'),
  'auctioneer.starting_container_weight': {
    type: 'number',
    description: 'How much a cell with starting containers is avoided, 0.0 to 1.0',
    'x-job-default': 0.25,
  },
  'bbs.active_key_label': {
    type: 'string',
    description: "Label of the encryption key that the BBS writes with; one of bbs.encryption_keys'",
    examples: ['key1'],
    'x-unset': true,
  },
  'bbs.api_location': {
    type: 'string',
    description: 'host:port of the BBS for its clients',
    'x-job-default': 'bbs.service.cf.internal:8889',
  },
  'bbs.auctioneer.api_url': {
    type: 'string',
    description: 'URL of the auctioneer for the BBS',
    'x-job-default': 'http://auctioneer.service.cf.internal:9016',
  },
  'bbs.ca_cert': pem('CA of the BBS server and client certificates', true),
  'bbs.client_cert': pem('Certificate that the BBS clients show', true),
  'bbs.client_key': key('Private key of bbs.client_cert', true),
  'bbs.client_session_cache_size': {
    type: 'integer',
    description: 'Sessions in the TLS cache of BBS clients',
  },
  'bbs.encryption_keys': {
    type: 'array',
    items: {
      type: 'object',
      required: ['label', 'passphrase'],
      properties: { label: { type: 'string' }, passphrase: { type: 'string' } },
    },
    description: 'Keys that the BBS encrypts its data with: a list of {label, passphrase}',
    examples: [[{ label: 'key1', passphrase: '((bbs_encryption_passphrase))' }]],
    'x-secret': true,
    'x-unset': [{ label: '((bbs_active_key_label))', passphrase: '((bbs_encryption_passphrase))' }],
  },
  'bbs.log_level': logLevel('bbs'),
  'bbs.max_idle_conns_per_host': { type: 'integer', description: 'Idle connections of a BBS client per host' },
  'bbs.require_ssl': {
    type: 'boolean',
    description: 'TLS between the BBS and its clients; false needs the bbs certificates set to null',
    'x-job-default': true,
  },
  'bbs.server_cert': pem('Certificate of the BBS server', true),
  'bbs.server_key': key('Private key of bbs.server_cert', true),
  'converger.log_level': logLevel('converger'),
  'etcd.ca_cert': pem('CA of the etcd server and client certificates', true),
  'etcd.client_cert': pem('Certificate that etcd clients show', true),
  'etcd.client_key': key('Private key of etcd.client_cert', true),
  'etcd.client_session_cache_size': {
    type: 'integer',
    description: "Sessions in the TLS cache of the BBS's etcd client",
  },
  'etcd.election_timeout_in_milliseconds': {
    type: 'integer',
    description: 'Time without a heartbeat after which etcd elects a new leader',
    'x-unit': 'ms',
    'x-job-default': 1000,
  },
  'etcd.heartbeat_interval_in_milliseconds': {
    type: 'integer',
    description: "Time between the etcd leader's heartbeats",
    'x-unit': 'ms',
    'x-job-default': 50,
  },
  'etcd.max_idle_conns_per_host': {
    type: 'integer',
    description: "Idle connections of the BBS's etcd client per host",
  },
  'etcd.peer_ca_cert': { ...pem('CA of the certificates between etcd peers'), 'x-unset': true },
  'etcd.peer_cert': { ...pem('Certificate between etcd peers'), 'x-unset': true },
  'etcd.peer_key': { ...key('Private key of etcd.peer_cert'), 'x-unset': true },
  'etcd.peer_require_ssl': { type: 'boolean', description: 'TLS between etcd peers', 'x-job-default': true },
  'etcd.require_ssl': {
    type: 'boolean',
    description: 'TLS between etcd and its clients; false needs the etcd certificates set to null',
    'x-job-default': true,
  },
  'etcd.server_cert': { ...pem('Certificate of the etcd server'), 'x-unset': true },
  'etcd.server_key': { ...key('Private key of etcd.server_cert'), 'x-unset': true },
  etcd_machines: {
    type: 'array',
    items: { type: 'string' },
    description: 'Addresses of the etcd machines that the BBS uses',
    'x-job-default': ['etcd.service.cf.internal'],
  },
} as const satisfies Record<string, Declaration>;
