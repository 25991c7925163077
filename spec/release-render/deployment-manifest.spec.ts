/** The deployment manifest, filled by the real bosh CLI, and its jobs rendered as a director renders them. */
import assert from 'node:assert/strict';
import { instanceSpec, type Link } from '../../src/gen-manifest/erb/job.js';
import { renderJob } from '../../src/gen-manifest/erb/render-job.js';
import { bootRuby } from '../../src/gen-manifest/erb/ruby.js';
import { find, type YamlMap } from '../../src/gen-manifest/yaml-value.js';
import { bosh } from '../support/bosh.js';
import { jobSource } from '../support/job-folder.js';
import { certificateOf, deployedManifest, jobsOf, type ManifestJob } from '../support/registry/deployed-manifest.js';
import { oldValues } from '../support/registry/old-values.js';
import { releaseRoot } from '../support/release-jobs.js';
import { temporaryFiles } from '../support/temporary-files.js';

const set = (...settings: readonly string[]): string[] => settings.flatMap((setting) => ['--set', setting]);
const today = ['--foundation', 'cf-deployment@58.0.0'];
const mirror = [
  'errands.mirror-images.enabled=true',
  'errands.mirror-images.properties.images=[{from: "nginx:1.27", to: "library/nginx:1.27"}]',
];

const cases: readonly (readonly [name: string, argv: readonly string[], values?: Readonly<Record<string, string>>])[] =
  [
    ['both', [...today, ...set('registry.host=registry.example.com', 'cache.host=cache.example.com')]],
    ['the registry alone', [...today, ...set('registry.host=registry.example.com', 'cache.enabled=false')]],
    ['the cache alone', [...today, ...set('cache.host=cache.example.com', 'registry.enabled=false')]],
    [
      'hosts that are given when it is deployed',
      today,
      { registry_host: 'r.example.com', cache_host: 'c.example.com' },
    ],
    ['images to mirror', [...today, ...set('registry.host=r.example.com', 'cache.enabled=false', ...mirror)]],
    [
      'two instances with an object store',
      [
        ...today,
        ...set('registry.host=r.example.com', 'cache.enabled=false', 'registry.instances=2'),
        ...set('registry.properties.storage.type=s3', 'registry.properties.storage.s3.bucket=images'),
        ...set('registry.properties.storage.s3.region=eu-central-1'),
      ],
    ],
    [
      'a foundation without BOSH DNS',
      ['--foundation', 'cf-deployment@2.9.0', ...set('registry.host=10.0.4.20', 'cache.enabled=false', ...mirror)],
    ],
    [
      'an upstream with credentials',
      [
        ...today,
        ...set('registry.enabled=false', 'cache.host=c.example.com'),
        ...set(
          'cache.properties.upstreams=[{name: hub, url: "https://registry-1.docker.io", credentials: {username: "((u))", password: "((p))"}}]',
        ),
      ],
      { u: 'user', p: 'password' },
    ],
    ['a v1 manifest', ['--env', 'openstack', ...set(...mirror)], oldValues],
    [
      'a v1 manifest whose cache Diego does not fill',
      ['--foundation', 'diego-release@1.0.0', '--env', 'openstack', ...set('cache.host=10.0.4.21')],
      oldValues,
    ],
  ];

describe('the deployment manifest', () => {
  const files = temporaryFiles();

  before(function () {
    if (bosh === undefined) this.skip();
  });

  for (const [name, argv, values] of cases) {
    it(`of ${name} is whole, and its jobs take what it gives them`, async () => {
      const jobs = jobsOf(await deployedManifest(files, argv, values));
      assert.ok(jobs.length > 0);
      for (const job of jobs) assert.deepEqual(await problemsOf(job, jobs), [], `${job.group}/${job.name}`);
    });
  }

  it('has a certificate for the name that images are named with', async () => {
    const [registry, ...others] = jobsOf(await deployedManifest(files, cases[0]?.[1] ?? []));
    assert.ok(registry);
    const certificate = certificateOf(registry);
    assert.equal(certificate.checkHost('registry.example.com'), 'registry.example.com');
    assert.ok(certificate.checkIssued(certificateAuthority(registry)));
    const cache = others.find((job) => job.name === 'docker-cache');
    assert.equal(cache && certificateOf(cache).checkHost('cache.example.com'), 'cache.example.com');
  });

  it('has a certificate for every name that an upstream of the cache is known by', async () => {
    const upstreams =
      '[{name: hub, url: "https://registry-1.docker.io"}, {name: quay, url: "https://quay.io", external_url: "https://quay.example.com"}]';
    const named = set(
      'registry.enabled=false',
      'cache.host=cache.example.com',
      `cache.properties.upstreams=${upstreams}`,
    );
    const [cache] = jobsOf(await deployedManifest(files, [...today, ...named]));
    assert.ok(cache);
    for (const name of ['cache.example.com', 'quay.example.com'])
      assert.equal(certificateOf(cache).checkHost(name), name);
  });

  it('has a certificate for static addresses', async () => {
    const [registry] = jobsOf(await deployedManifest(files, ['--env', 'openstack'], oldValues));
    assert.ok(registry);
    assert.equal(certificateOf(registry).checkIP('10.0.4.20'), '10.0.4.20');
  });
});

function certificateAuthority(job: ManifestJob): ReturnType<typeof certificateOf> {
  return certificateOf({ ...job, properties: { tls: { certificate: find(job.properties, ['tls', 'ca']) ?? '' } } });
}

let booted: ReturnType<typeof bootRuby> | undefined;

/** What the job's schema and its templates refuse. */
async function problemsOf(job: ManifestJob, all: readonly ManifestJob[]): Promise<string[]> {
  const registry = all.find((each) => each.name === 'docker-registry');
  const links: Record<string, Link> = {};
  // In a v1 manifest, where an errand has a group of its own, nothing may need a link.
  const beside = registry?.group === job.group;
  if (beside && ['smoke-tests', 'mirror-images'].includes(job.name)) links['docker-registry'] = linkOf(registry);
  if (job.instances > 1 && job === registry) links['peers'] = { ...linkOf(job), properties: {} };
  const rendered = await renderJob(await (booted ??= bootRuby()), jobSource(releaseRoot, job.name), {
    properties: job.properties,
    links,
    instance: instanceSpec({ name: job.group, persistent_disk: 102_400 }),
  });
  return rendered.problems.map(({ message }) => message);
}

function linkOf({ group, instances, properties }: ManifestJob): Link {
  const shared: YamlMap = {
    port: properties['port'] ?? 5000,
    external_url: properties['external_url'] ?? null,
    protocol: properties['protocol'] ?? 'oci',
    tls: { enabled: find(properties, ['tls', 'enabled']) ?? true, ca: find(properties, ['tls', 'ca']) ?? null },
    http: { prefix: null },
  };
  const address = `q-s0.${group}.default.diego-docker.bosh`;
  return {
    address,
    properties: shared,
    instances: Array.from({ length: instances }, (_, index) => ({
      name: group,
      index,
      id: `00000000-0000-4000-8000-00000000000${index}`,
      az: 'z1',
      address: `10.0.4.${20 + index}`,
      bootstrap: index === 0,
    })),
  };
}
