/** Reviews to draw pages of: as an operator would have them, without anything, and with far too much. */
import type { Review, ReviewedChange, ReviewedGroup, Topology } from '../../src/gen-manifest/plan/review/review.js';

const topology: Topology = {
  nodes: [
    { id: 'operator', kind: 'operator', name: 'Operator', lines: ['docker push'], deployment: undefined },
    {
      ...{ id: 'registry', kind: 'registry', name: 'docker-registry' },
      ...{ lines: ['registry.example.com:5000', '10.0.16.20', '2 instances'], deployment: 'diego-docker' },
    },
    {
      ...{ id: 'cache', kind: 'cache', name: 'docker-cache', deployment: 'diego-docker' },
      lines: ['docker-cache.service.internal:8080', '1 instance'],
    },
    {
      ...{ id: 's3', kind: 'object-store', name: 'Object store', deployment: undefined },
      lines: ['https://s3.eu-central-1.amazonaws.com', 'bucket images'],
    },
    { id: 'hub', kind: 'upstream', name: 'Docker Hub', lines: ['registry-1.docker.io:443'], deployment: undefined },
    { id: 'cell', kind: 'cell', name: 'diego-cell', lines: ['10 instances', 'rep, garden'], deployment: 'cf' },
    {
      ...{ id: 'staging', kind: 'staging-container', name: 'Staging containers', deployment: 'cf' },
      lines: ['docker_app_lifecycle'],
    },
    {
      id: 'cc',
      kind: 'cloud-controller',
      name: 'api',
      lines: ['cloud_controller_ng', '2 instances'],
      deployment: 'cf',
    },
  ],
  edges: [
    {
      ...{ from: 'operator', to: 'registry', purpose: 'pushes images', port: 'tcp 5000', protection: 'tls' },
      ...{ worksBy: 'the CA in ((registry_tls.ca)), added to the client by hand', problem: undefined },
    },
    {
      ...{ from: 'staging', to: 'registry', purpose: 'reads the metadata of an image', port: 'tcp 5000' },
      ...{ protection: 'tls', problem: undefined },
      worksBy: 'cc_uploader.internal_ca and tps.trusted_certs of the job cflinuxfs4-rootfs-setup',
    },
    {
      ...{ from: 'cell', to: 'registry', purpose: 'pulls layers', port: 'tcp 5000', protection: 'tls' },
      worksBy: undefined,
      problem: 'no runtime config gives the cells the CA: the pull ends with x509: unknown authority',
    },
    {
      ...{ from: 'cell', to: 'cache', purpose: 'pulls layers of public images', port: 'tcp 8080' },
      ...{ protection: 'either', problem: undefined, worksBy: 'garden.insecure_docker_registry_list' },
    },
    {
      ...{ from: 'cache', to: 'hub', purpose: 'fills itself', port: 'tcp 443', protection: 'tls' },
      ...{ worksBy: 'the certificates of the stemcell', problem: undefined },
    },
    {
      ...{ from: 'registry', to: 's3', purpose: 'keeps blobs', port: 'tcp 443', protection: 'tls' },
      ...{ worksBy: 'the certificates of the stemcell', problem: undefined },
    },
    {
      ...{ from: 'cc', to: 'staging', purpose: 'asks for staging', port: 'tcp 8889', protection: 'http' },
      ...{ worksBy: undefined, problem: undefined },
    },
  ],
};

const certificate = `-----BEGIN CERTIFICATE-----\n${'MIIDETCCAfmgAwIBAgIUdn0xj4\n'.repeat(24)}-----END CERTIFICATE-----\n`;

const cells: ReviewedGroup = {
  ...{ name: 'diego-cell', effect: 'recreated', instances: 10 },
  because: 'The runtime config changes the add-on os-conf, which is part of every VM of this group.',
  changes: [
    change('vm_type', undefined, 'changed', 'small-highmem', 'large-highmem', {
      text: 'Images of 16 GB do not fit the disk of small-highmem.',
      ...{ setting: 'cells.vm_type', place: 'docker.yml:12:3' },
    }),
    change(
      'garden.insecure_docker_registry_list',
      'garden',
      'changed',
      ['10.0.16.4:5000', 'internal.example.com'],
      ['10.0.16.4:5000', 'internal.example.com', 'docker-cache.service.internal:8080'],
      {
        text: 'Cells pull the layers of images from the cache, which speaks HTTP (garden-runc-release v1.77.0, jobs/garden/spec).',
        ...{ setting: 'cache.host', place: 'docker.yml:9:5' },
      },
    ),
    change('garden.cleanup_process_dirs_on_wait', 'garden', 'added', undefined, true),
    change('diego.rep.trusted_certs', 'rep', 'added', undefined, certificate, {
      text: 'Containers trust what the cell trusts.',
      ...{ setting: 'diego.trust', place: 'docker.yml:4:3' },
    }),
    change('diego.executor.disk_capacity_mb', 'rep', 'removed', 'auto', undefined),
  ],
};

const api: ReviewedGroup = {
  ...{ name: 'api', effect: 'restarted', instances: 2 },
  because: 'Properties of cloud_controller_ng change, so its processes are restarted, one instance after the other.',
  changes: [
    change('cc.maximum_app_disk_in_mb', 'cloud_controller_ng', 'changed', 2048, 20480, {
      text: 'An image of 16 GB needs a quota of as much while it is staged (capi-release 1.212.0, jobs/cloud_controller_ng/spec).',
      ...{ setting: 'staging.disk_mb', place: 'docker.yml:17:3' },
    }),
    change('cc.diego.docker_staging_stack', 'cloud_controller_ng', 'added', undefined, 'cflinuxfs4', {
      ...{ text: undefined, setting: 'staging.stack', place: '--set' },
    }),
    change('cc.stacks', 'cloud_controller_ng', 'reordered', ['cflinuxfs4', 'cflinuxfs3'], ['cflinuxfs3', 'cflinuxfs4']),
  ],
};

const registryYaml = `version: '0.1'\nlog:\n  level: info\n  formatter: json\nstorage:\n  s3:\n    bucket: images\n    region: eu-central-1\n    accesskey: ((s3_access_key))\n    secretkey: ((s3_secret_key))\n  delete:\n    enabled: true\nhttp:\n  addr: 0.0.0.0:5000\n  tls:\n    certificate: /var/vcap/jobs/docker-registry/config/tls/certificate.pem\n    key: /var/vcap/jobs/docker-registry/config/tls/private_key.pem\n`;
const opsFile = `# The wiring of the registry into cf-deployment 58.0.0; apply with bosh -o.\n---\n- type: replace\n  path: /instance_groups/name=diego-cell/jobs/name=garden/properties/garden/insecure_docker_registry_list/-\n  value: docker-cache.service.internal:8080\n`;

/** What an operator of a small foundation gets. */
export const typicalReview: Review = {
  planned: true,
  title: 'Registry and cache for cf-deployment@58.0.0',
  madeBy: 'gen-manifest review -s docker.yml --base cf-deployment.yml --out review.html',
  topology,
  deployments: [
    {
      ...{ name: 'cf', against: 'cf-deployment.yml' },
      groups: [
        cells,
        api,
        {
          name: 'scheduler',
          effect: 'none',
          because: '',
          instances: 2,
          changes: [change('azs', undefined, 'reordered', ['z1', 'z2'], ['z2', 'z1'])],
        },
      ],
      others: [
        change('/variables/name=registry_tls', undefined, 'added', undefined, {
          ...{ name: 'registry_tls', type: 'certificate' },
          options: {
            ca: 'registry_ca',
            common_name: 'registry.example.com',
            alternative_names: ['registry.example.com', '10.0.16.20'],
          },
        }),
      ],
    },
    {
      ...{ name: 'diego-docker', against: 'nothing: it is new' },
      groups: [
        {
          ...{ name: 'docker-registry', effect: 'created', instances: 2, because: 'The deployment is new.' },
          changes: [
            change('persistent_disk', undefined, 'added', undefined, 102400),
            change('http.addr', 'docker-registry', 'added', undefined, '0.0.0.0:5000'),
            change('storage', 'docker-registry', 'added', undefined, {
              type: 's3',
              s3: {
                bucket: 'images',
                region: 'eu-central-1',
                access_key: '((s3_access_key))',
                secret_key: '((s3_secret_key))',
              },
            }),
          ],
        },
      ],
      others: [],
    },
  ],
  findings: [
    {
      severity: 'note',
      message: 'storage.s3.region is eu-central-1, read from the bucket’s address',
      hint: undefined,
      place: 'docker.yml',
    },
    {
      severity: 'warning',
      message: 'nothing gives the cells the CA of the registry',
      hint: 'Apply the runtime config too: bosh update-runtime-config runtime.yml --name docker-registry',
      place: 'docker.yml:4:3',
    },
  ],
  jobs: [
    {
      ...{ group: 'docker-registry', job: 'docker-registry', problems: [] },
      files: [
        { path: 'config/registry.yml', text: registryYaml },
        {
          path: 'config/bpm.yml',
          text: '---\nprocesses:\n- name: docker-registry\n  executable: /var/vcap/packages/registry/bin/registry\n',
        },
        {
          path: 'bin/pre-start',
          text: `#!/bin/bash\nset -euo pipefail\n${'install -d -o vcap -g vcap /var/vcap/store/docker-registry\n'.repeat(30)}`,
        },
      ],
    },
    {
      ...{ group: 'docker-cache', job: 'docker-cache', files: [] },
      problems: ['config/bpm.yml.erb:14: undefined property cache.disk_mb; set it in docker.yml'],
    },
  ],
  artifacts: [
    {
      ...{
        name: 'docker-registry.yml',
        text: opsFile,
        description: 'The ops file for cf-deployment: the CA and the limits of staging.',
      },
      command: 'bosh -d cf deploy cf-deployment.yml -o docker-registry.yml',
    },
    {
      ...{
        name: 'security-group.json',
        text: '[\n  { "protocol": "tcp", "destination": "10.0.16.20", "ports": "5000" }\n]\n',
      },
      ...{
        description: 'Containers reach the registry by this security group.',
        command: 'cf create-security-group docker-registry security-group.json',
      },
    },
  ],
  capacity: [
    {
      label: 'Staging disk of a cell',
      usedMb: 20480,
      wholeMb: 102400,
      note: 'Five images are staged at once on a cell at most.',
      severity: 'note',
    },
    {
      label: 'Disk of docker-cache',
      usedMb: 98304,
      wholeMb: 102400,
      note: 'The cache starts to give up images at 92,160 MB.',
      severity: 'warning',
    },
    {
      label: 'Disk of docker-registry',
      usedMb: 40960,
      wholeMb: undefined,
      note: 'Blobs are in the object store, whose size is not known here.',
      severity: 'note',
    },
  ],
  growth: {
    ...{ label: 'Disk of docker-registry', diskMb: 102400, mbPerDay: 350, fullAfterDays: 292, limitMb: undefined },
    basis: 'Ten pushes a day of 35 MB that no other image has: the setting registry.growth_mb_per_day, by default.',
  },
};

/** A review of settings that change nothing. */
export const emptyReview: Review = {
  ...{ title: 'Nothing', madeBy: 'gen-manifest review --out review.html', topology: { nodes: [], edges: [] } },
  ...{ planned: true, deployments: [], findings: [], jobs: [], artifacts: [], capacity: [], growth: undefined },
};

/** Many changes, in groups of a hundred, with values of every length. */
export function hugeReview(changes: number): Review {
  const groups = Array.from({ length: Math.ceil(changes / 100) }, (_, group): ReviewedGroup => ({
    ...{
      name: `group-${group}`,
      effect: group % 2 === 0 ? 'restarted' : 'none',
      because: 'Its jobs change.',
      instances: group,
    },
    changes: Array.from({ length: Math.min(100, changes - group * 100) }, (_each, index) =>
      change(`section.part${index % 7}.name_${index}`, `job-${index % 5}`, 'changed', `old ${index}`, `new ${index}`, {
        ...{ text: 'A setting asks for it.', setting: 'registry.host', place: `docker.yml:${index + 1}:3` },
      }),
    ),
  }));
  return { ...typicalReview, deployments: [{ name: 'large', against: 'deployed.yml', groups, others: [] }] };
}

/** The typical review with this text wherever a text may stand. */
export function reviewOf(text: string): Review {
  return withText(typicalReview, text) as Review;
}

/** Names of a closed list, and what joins nodes and edges, stay. */
const closed = new Set(['id', 'from', 'to', 'kind', 'effect', 'severity', 'protection']);

function withText(value: unknown, text: string): unknown {
  if (typeof value === 'string') return text;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => withText(item, text));
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [key, closed.has(key) ? (child as unknown) : withText(child, text)]),
  );
}

function change(
  property: string,
  job: string | undefined,
  kind: ReviewedChange['kind'],
  old: ReviewedChange['old'],
  now: ReviewedChange['new'],
  why?: ReviewedChange['why'],
): ReviewedChange {
  const path = property.startsWith('/')
    ? property
    : job === undefined
      ? `/instance_groups/name=it/${property}`
      : `/instance_groups/name=it/jobs/name=${job}/properties/${property.replaceAll('.', '/')}`;
  return { path, job, property, kind, old, new: now, why };
}
