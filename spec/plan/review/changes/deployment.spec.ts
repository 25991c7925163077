/** What a review says of a deployment: which instances bosh touches, by its own rules, and why values are what they are. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Noted } from '../../../../src/gen-manifest/model/reason.js';
import { plain, type PlannedMap } from '../../../../src/gen-manifest/plan/planned.js';
import { reviewDeployment } from '../../../../src/gen-manifest/plan/review/changes/deployment.js';
import type { ReviewedGroup } from '../../../../src/gen-manifest/plan/review/review.js';
import type { YamlMap, YamlValue } from '../../../../src/gen-manifest/yaml-value.js';
import { hostileMap } from '../../../support/hostile-values.js';
import { runCount } from '../../../support/run-count.js';

/** A small deployment; `change` is made to a copy of it. */
function manifest(change: (group: YamlMap, whole: YamlMap) => void = () => undefined): YamlMap {
  const group: YamlMap = {
    name: 'api',
    azs: ['z1', 'z2'],
    instances: 2,
    vm_type: 'small',
    persistent_disk_type: '10GB',
    stemcell: 'default',
    env: { bosh: { swap_size: 0 } },
    networks: [{ name: 'default', static_ips: ['10.0.0.10', '10.0.0.11'] }],
    update: { serial: true },
    jobs: [{ name: 'cc', release: 'capi', properties: { cc: { limit: 1, certificate: '((cc_tls.certificate))' } } }],
  };
  const whole: YamlMap = {
    name: 'cf',
    releases: [
      { name: 'capi', version: '1' },
      { name: 'other', version: '1' },
    ],
    stemcells: [{ alias: 'default', os: 'ubuntu-noble', version: '1.1' }],
    variables: [{ name: 'cc_tls', type: 'certificate', options: { alternative_names: ['a'] } }],
    addons: [{ name: 'forwarder', jobs: [{ name: 'agent', release: 'other' }], include: { jobs: [{ name: 'cc' }] } }],
    tags: { owner: 'us' },
    instance_groups: [group],
  };
  change(group, whole);
  return whole;
}

function reviewed(old: YamlMap, now: PlannedMap) {
  return reviewDeployment({ name: 'cf', against: 'deployed.yml', old, new: now, sources: [] });
}

/** What happens to the one group when `change` is deployed. */
function api(change: (group: YamlMap, whole: YamlMap) => void): ReviewedGroup | undefined {
  return reviewed(manifest(), manifest(change)).groups.find(({ name }) => name === 'api');
}

const jobOf = (group: YamlMap): YamlMap => (group['jobs'] as YamlMap[])[0] as YamlMap;
const first = (whole: YamlMap, key: string): YamlMap => (whole[key] as YamlMap[])[0] as YamlMap;

/** Each with what bosh does, and a part of the reason. */
const rules: readonly (readonly [
  what: string,
  ReviewedGroup['effect'],
  RegExp,
  (group: YamlMap, whole: YamlMap) => void,
])[] = [
  [
    'a stemcell of another version',
    'recreated',
    /the stemcell default changes$/,
    (_, whole) => (first(whole, 'stemcells')['version'] = '1.2'),
  ],
  [
    'the newest stemcell',
    'recreated',
    /if the newest one/,
    (_, whole) => (first(whole, 'stemcells')['version'] = 'latest'),
  ],
  ['another VM type', 'recreated', /vm_type changes.*cloud properties differ/, (group) => (group['vm_type'] = 'large')],
  ['a VM extension', 'recreated', /vm_extensions/, (group) => (group['vm_extensions'] = ['lb'])],
  ['another env', 'recreated', /env/, (group) => (group['env'] = { bosh: {} })],
  ['another network', 'recreated', /networks/, (group) => (group['networks'] = [{ name: 'other' }])],
  [
    'an address that goes',
    'recreated',
    /networks/,
    (group) => (group['networks'] = [{ name: 'default', static_ips: ['10.0.0.10'] }]),
  ],
  ['a zone that goes', 'recreated', /azs/, (group) => (group['azs'] = ['z1'])],
  ['another disk', 'restarted', /persistent disk/, (group) => (group['persistent_disk_type'] = '20GB')],
  [
    'a property',
    'restarted',
    /properties of the job cc change/,
    (group) => (jobOf(group)['properties'] = { cc: { limit: 2 } }),
  ],
  [
    'a job more',
    'restarted',
    /the job agent is added/,
    (group) => (group['jobs'] = [jobOf(group), { name: 'agent', release: 'other' }]),
  ],
  [
    'a job less',
    'restarted',
    /the job cc is removed/,
    (group) => (group['jobs'] = [{ name: 'agent', release: 'other' }]),
  ],
  ['links', 'restarted', /links of the job cc/, (group) => (jobOf(group)['consumes'] = { db: { from: 'x' } })],
  ['its release', 'restarted', /the release capi changes/, (_, whole) => (first(whole, 'releases')['version'] = '2')],
  [
    'a variable of its',
    'restarted',
    /the variable cc_tls changes/,
    (_, whole) => (first(whole, 'variables')['options'] = { alternative_names: ['b'] }),
  ],
  ['an addon', 'restarted', /the addon forwarder changes/, (_, whole) => (first(whole, 'addons')['jobs'] = [])],
  ['more instances', 'scaled', /2 before, 5 after: 3 more are made/, (group) => (group['instances'] = 5)],
  ['fewer instances', 'scaled', /2 before, 1 after: 1 fewer/, (group) => (group['instances'] = 1)],
  ['a way to deploy', 'none', /update says how bosh deploys/, (group) => (group['update'] = { serial: false })],
];

describe('reviewDeployment', () => {
  for (const [what, effect, because, change] of rules) {
    it(`says what bosh does for ${what}: ${effect}`, () => {
      const group = api(change);
      assert.equal(group?.effect, effect);
      assert.match(group?.because ?? '', because);
    });
  }

  it('leaves groups alone that a change does not concern', () => {
    for (const change of [
      (_: YamlMap, whole: YamlMap) => (whole['tags'] = { owner: 'them' }),
      (_: YamlMap, whole: YamlMap) => ((whole['releases'] as YamlMap[])[1] = { name: 'other', version: '2' }),
      (_: YamlMap, whole: YamlMap) =>
        (whole['variables'] = [...(whole['variables'] as YamlMap[]), { name: 'x', type: 'password' }]),
    ]) {
      const { groups, others } = reviewed(manifest(), manifest(change));
      assert.deepEqual(groups, []);
      assert.equal(others.length, 1);
    }
  });

  it('says nothing of an address more that it has for further instances', () => {
    const group = api((each) => {
      each['instances'] = 3;
      each['networks'] = [{ name: 'default', static_ips: ['10.0.0.10', '10.0.0.11', '10.0.0.12'] }];
    });
    assert.equal(group?.effect, 'scaled');
  });

  it('knows what comes, what goes and what is only called otherwise', () => {
    const more = reviewed(
      manifest(),
      manifest((group, whole) => (whole['instance_groups'] = [group, { name: 'new', instances: 1 }])),
    );
    assert.deepEqual(
      more.groups.map(({ name, effect }) => [name, effect]),
      [['new', 'created']],
    );
    const less = reviewed(
      manifest(),
      manifest((_, whole) => (whole['instance_groups'] = [])),
    );
    assert.deepEqual(
      less.groups.map(({ name, effect, instances }) => [name, effect, instances]),
      [['api', 'deleted', 2]],
    );
    const moved = reviewed(
      manifest(),
      manifest((group) => Object.assign(group, { name: 'cloud', migrated_from: [{ name: 'api' }] })),
    );
    assert.deepEqual(
      moved.groups.map(({ name, effect }) => [name, effect]),
      [
        ['cloud', 'recreated'],
        ['api', 'none'],
      ],
    );
  });

  it('gives every reason where several apply, the strongest first, and nothing of what does not touch a VM', () => {
    const group = api((each, whole) => {
      each['update'] = { serial: false };
      each['persistent_disk_type'] = '20GB';
      each['instances'] = 3;
      first(whole, 'stemcells')['version'] = '1.2';
    });
    assert.equal(group?.effect, 'recreated');
    assert.deepEqual(group?.because.split('; '), [
      'the stemcell default changes',
      'its persistent disk changes: jobs stop while what is on the old disk is copied to the new one',
      'instances: 2 before, 3 after: 1 more is made',
    ]);
  });

  it('says of what has no VM before or after a change that it is only scaled', () => {
    for (const [before, after] of [
      [0, 2],
      [2, 0],
    ] as const) {
      const old = manifest((group) => (group['instances'] = before));
      const now = manifest((group, whole) => {
        group['instances'] = after;
        first(whole, 'stemcells')['version'] = '1.2';
      });
      assert.deepEqual(
        reviewed(old, now).groups.map(({ effect, because }) => [effect, because.includes('stemcell')]),
        [['scaled', false]],
      );
    }
  });

  for (const [form, groups, jobs] of [
    ['v2', 'instance_groups', 'jobs'],
    ['v1', 'jobs', 'templates'],
  ] as const) {
    it(`knows that errands of a ${form} manifest have no VM until they run`, () => {
      const errand = (limit: number): YamlMap => ({
        [groups]: [
          {
            ...{ name: 'smoke', lifecycle: 'errand', instances: 1, networks: [{ name: `n${limit}` }] },
            [jobs]: [{ name: 'smoke', release: 'tests', properties: { limit } }],
          },
        ],
        releases: [{ name: 'tests', version: limit }],
      });
      const shown = (old: YamlMap, now: YamlMap): YamlValue[][] =>
        reviewed(old, now).groups.map(({ effect, because, instances = -1 }) => [effect, because, instances]);
      assert.deepEqual(shown(errand(1), errand(2)), [['none', 'an errand, whose VM is made when it runs', 1]]);
      assert.deepEqual(shown({}, errand(2)), [['created', 'an errand, whose VM is made when it runs', 1]]);
      assert.deepEqual(shown(errand(1), { [groups]: [] }), [
        ['deleted', 'the errand is gone, whose VM was made when it ran', 0],
      ]);
    });
  }

  it('says that a property which a job of this release does not declare is not passed on', () => {
    const group = (properties: YamlMap): YamlMap => ({
      instance_groups: [
        { name: 'docker-registry', jobs: [{ name: 'docker-registry', release: 'diego-docker', properties }] },
      ],
    });
    const without = reviewed(group({ port: 5000, retired: true }), group({ port: 5000 }));
    assert.equal(without.groups[0]?.effect, 'none');
    assert.match(without.groups[0]?.because ?? '', /declares no such property/);
    assert.equal(reviewed(group({ port: 5000 }), group({ port: 5001 })).groups[0]?.effect, 'restarted');
  });

  it('gives each value that is noted its reason, also within what is new', () => {
    const from = { value: 2, origin: { kind: 'set' as const }, path: 'staging.disk_mb' };
    const now = manifest() as PlannedMap;
    const group = (now['instance_groups'] as PlannedMap[])[0] as PlannedMap;
    const properties: PlannedMap = {
      cc: { limit: new Noted(2, { text: 'The rule', from }) },
      more: { a: new Noted('x', { text: 'Why' }) },
    };
    group['jobs'] = [{ name: 'cc', release: 'capi', properties }];
    const changes = reviewed(manifest(), now).groups[0]?.changes ?? [];
    const shown = changes.map(({ property, job, new: value, why }) => [
      job,
      property,
      value,
      why?.text,
      why?.setting,
      why?.place,
    ]);
    assert.deepEqual(shown, [
      ['cc', 'cc.limit', 2, 'The rule', 'staging.disk_mb', '--set'],
      ['cc', 'cc.certificate', undefined, undefined, undefined, undefined],
      ['cc', 'more.a', 'x', 'Why', undefined, undefined],
    ]);
  });

  it('reads manifests of the older form: pools and networks that groups share', () => {
    const v1 = (change: (whole: YamlMap) => void = () => undefined): YamlMap => {
      const whole: YamlMap = {
        name: 'diego',
        networks: [{ name: 'diego1', subnets: [{ range: '10.0.0.0/24' }] }],
        resource_pools: [{ name: 'cell_z1', stemcell: { version: '1' } }],
        disk_pools: [{ name: 'disks', disk_size: 1 }],
        jobs: [
          {
            name: 'cell_z1',
            templates: [{ name: 'garden', release: 'garden-linux' }],
            resource_pool: 'cell_z1',
            networks: [{ name: 'diego1' }],
          },
          {
            name: 'bridge',
            templates: [{ name: 'stager', release: 'diego' }],
            resource_pool: 'other',
            persistent_disk_pool: 'disks',
          },
        ],
      };
      change(whole);
      return whole;
    };
    const effects = (change: (whole: YamlMap) => void): YamlValue[][] =>
      reviewed(v1(), v1(change)).groups.map(({ name, effect }) => [name, effect]);
    assert.deepEqual(
      effects((whole) => (first(whole, 'resource_pools')['stemcell'] = { version: '2' })),
      [['cell_z1', 'recreated']],
    );
    assert.deepEqual(
      effects((whole) => (first(whole, 'networks')['subnets'] = [])),
      [['cell_z1', 'recreated']],
    );
    assert.deepEqual(
      effects((whole) => (first(whole, 'disk_pools')['disk_size'] = 2)),
      [['bridge', 'restarted']],
    );
  });

  it('shows no secret, and shows that one changes', () => {
    const now = manifest((group) => (jobOf(group)['properties'] = { cc: { db_password: 'new-password-1' } }));
    const old = manifest((group) => (jobOf(group)['properties'] = { cc: { db_password: 'old-password-1' } }));
    const { groups } = reviewed(old, now);
    assert.doesNotMatch(JSON.stringify(groups), /password-1/);
    assert.deepEqual(
      groups[0]?.changes.map(({ kind, property }) => [kind, property]),
      [['changed', 'cc.db_password']],
    );
  });

  it('finds nothing between a manifest and itself, and never fails, whatever the manifests hold', () => {
    fc.assert(
      fc.property(hostileMap, hostileMap, (one, other) => {
        const { groups, others } = reviewed(structuredClone(one), one);
        assert.deepEqual([groups, others], [[], []]);
        reviewed(one, other);
        reviewed({ instance_groups: [one] }, { instance_groups: [other, { name: 'api', jobs: [other] }] });
        assert.deepEqual(plain(one), one);
      }),
      { numRuns: runCount(100) },
    );
  });
});
