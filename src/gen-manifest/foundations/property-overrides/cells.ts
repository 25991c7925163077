/** Overrides of the cells: rep with its executor, garden, the root file system. */
import type { Declaration } from '../declaration.js';
import { logLevel } from './shapes.js';

export const cellOverrides = {
  'executor.disk_capacity_mb': {
    type: ['integer', 'string'],
    pattern: '^(auto|[1-9][0-9]*)$',
    'x-text': 'auto',
    description: "Disk that a cell gives to containers, or auto for the VM's; no staging disk can be larger",
    'x-unit': 'MiB',
    'x-job-default': 'auto',
    examples: [65536],
  },
  'executor.drain_timeout_in_seconds': {
    type: 'integer',
    description: 'Time that a draining executor waits for its containers',
    'x-unit': 's',
  },
  'executor.garden.address': {
    type: 'string',
    description: 'Address of the Garden server for the executor',
    'x-job-default': '/var/vcap/data/garden/garden.sock',
  },
  'executor.garden.network': {
    type: 'string',
    description: 'Network of the Garden server for the executor: tcp or unix',
    'x-job-default': 'unix',
  },
  'executor.garden_healthcheck.command_retry_pause': {
    type: 'string',
    description: 'Pause between two tries of a Garden command in the health check',
    'x-unit': 'Go duration',
    'x-job-default': '5s',
  },
  'executor.garden_healthcheck.interval': {
    type: 'string',
    description: 'Time between two health checks of Garden',
    'x-unit': 'Go duration',
    'x-job-default': '10m',
  },
  'executor.garden_healthcheck.process.args': {
    type: ['string', 'array'],
    description: "Arguments of the health check's process",
    'x-job-default': '-c, ls > /tmp/test',
  },
  'executor.garden_healthcheck.process.dir': {
    type: 'string',
    description: "Working directory of the health check's process",
  },
  'executor.garden_healthcheck.process.env': {
    type: ['string', 'array'],
    description: "Environment variables of the health check's process",
  },
  'executor.garden_healthcheck.process.path': {
    type: 'string',
    description: 'Program that the health check runs in a container',
    'x-job-default': '/bin/sh',
  },
  'executor.garden_healthcheck.process.user': {
    type: 'string',
    description: "User of the health check's process",
    'x-job-default': 'vcap',
  },
  'executor.garden_healthcheck.timeout': {
    type: 'string',
    description: 'Longest time that one health check of Garden may take',
    'x-unit': 'Go duration',
    'x-job-default': '10m',
  },
  'executor.log_level': logLevel('executor (in rep)'),
  'executor.memory_capacity_mb': {
    type: ['integer', 'string'],
    pattern: '^(auto|[1-9][0-9]*)$',
    'x-text': 'auto',
    description: "Memory that a cell gives to containers, or auto for the VM's",
    'x-unit': 'MiB',
    'x-job-default': 'auto',
  },
  'executor.post_setup_hook': {
    type: 'string',
    description: 'Command that runs in each container after its set-up (experimental upstream)',
  },
  'executor.post_setup_user': { type: 'string', description: 'User of executor.post_setup_hook' },
  'garden.allow_host_access': {
    type: 'boolean',
    description: "Lets containers reach the cell's own address",
    'x-job-default': false,
  },
  'garden.allow_networks': {
    type: 'array',
    items: { type: 'string' },
    description: 'CIDR ranges that containers may reach although garden.deny_networks covers them',
  },
  'garden.default_container_grace_time': {
    type: ['integer', 'string'],
    description: 'Time after which Garden destroys a container that nobody uses; 0 for never',
    'x-manifest-default': 0,
  },
  'garden.deny_networks': {
    type: 'array',
    items: { type: 'string' },
    description: 'CIDR ranges that containers may not reach unless a security group says so',
    'x-manifest-default': ['0.0.0.0/0'],
  },
  'garden.disk_quota_enabled': {
    type: 'boolean',
    description: 'Disk quotas of containers',
    'x-job-default': true,
  },
  'garden.enable_graph_cleanup': {
    type: 'boolean',
    description: 'Removes image layers that no container uses',
    'x-manifest-default': true,
  },
  'garden.graph_cleanup_threshold_in_mb': {
    type: 'integer',
    description: 'Size of the image layers above which the cleanup starts',
    'x-unit': 'MiB',
    'x-manifest-default': 0,
  },
  'garden.insecure_docker_registry_list': {
    type: 'array',
    items: { type: 'string' },
    description:
      'host:port of the registries that cells pull from without TLS or without checking it; the registry and the cache are added behind these',
    examples: [['docker-registry.example.com:5000']],
  },
  'garden.listen_address': {
    type: 'string',
    description: 'Address that the Garden server listens on',
    'x-job-default': '/var/vcap/data/garden/garden.sock',
  },
  'garden.listen_network': {
    type: 'string',
    description: 'Network that the Garden server listens on: tcp or unix',
    'x-job-default': 'unix',
  },
  'garden.log_level': logLevel('garden'),
  'garden.mtu': {
    type: 'integer',
    description: "MTU of the containers' network interfaces",
    'x-unit': 'bytes',
    'x-job-default': 1500,
  },
  'garden.persistent_image_list': {
    type: 'array',
    items: { type: 'string' },
    description: 'Images that the cleanup never removes',
    'x-manifest-default': ['/var/vcap/packages/rootfs_cflinuxfs2/rootfs'],
  },
  'rep.evacuation_timeout_in_seconds': {
    type: 'integer',
    description: 'Longest time that a cell takes to evacuate its apps',
    'x-unit': 's',
    'x-job-default': 600,
  },
  'rep.log_level': logLevel('rep'),
  'rep.trusted_certs': {
    type: 'string',
    description: 'CA certificates that are made available on the cell, PEM, one behind the other',
  },
  'rootfs_cflinuxfs2.trusted_certs': {
    type: 'string',
    description:
      'CA certificates that staging and running containers of the cflinuxfs2 stack trust, PEM, one behind the other',
  },
} as const satisfies Record<string, Declaration>;
