/** Which groups of a v1 manifest a global property restarts, and what is said where that cannot be told. */
import assert from 'node:assert/strict';
import { reviewDeployment } from '../../../../src/gen-manifest/plan/review/changes/deployment.js';
import type { YamlMap } from '../../../../src/gen-manifest/yaml-value.js';

const groupsOfDiego: Readonly<Record<string, readonly string[]>> = {
  database_z1: ['consul_agent', 'etcd', 'bbs', 'metron_agent'],
  brain_z1: ['consul_agent', 'auctioneer', 'converger', 'metron_agent'],
  cell_z1: ['consul_agent', 'rep', 'garden', 'rootfses', 'metron_agent'],
  cc_bridge_z1: ['consul_agent', 'stager', 'nsync', 'tps', 'cc_uploader', 'metron_agent'],
};
const everyGroup = Object.keys(groupsOfDiego);

interface Given {
  /** The groups, each with its jobs. */
  readonly groups?: Readonly<Record<string, readonly (string | YamlMap)[]>>;
  readonly old?: YamlMap;
}

/** The groups that are touched when these are the global properties, with why. */
function touched(properties: YamlMap, { groups = groupsOfDiego, old = {} }: Given = {}): (readonly [string, string])[] {
  const manifest = (given: YamlMap): YamlMap => ({
    name: 'diego',
    jobs: Object.entries(groups).map(([name, jobs]) => ({
      ...{ name, instances: 1 },
      templates: jobs.map((job) => (typeof job === 'string' ? { name: job, release: 'some' } : job)),
    })),
    properties: given,
  });
  const compared = { name: 'diego', against: 'deployed.yml', sources: [] };
  const reviewed = reviewDeployment({ ...compared, old: manifest(old), new: manifest(properties) });
  assert.ok(reviewed.groups.every(({ effect }) => effect === 'restarted'));
  return reviewed.groups.map(({ name, because }) => [name, because]);
}

const namesOf = (groups: readonly (readonly [string, string])[]): string[] => groups.map(([name]) => name);

describe('a global property of a v1 manifest', () => {
  const read: readonly (readonly [property: YamlMap, groups: readonly string[]])[] = [
    [{ diego: { executor: { memory_capacity_mb: 1 } } }, ['cell_z1']],
    [{ diego: { rep: { bbs: { client_cert: 'x' } } } }, ['cell_z1']],
    [{ diego: { bbs: { auctioneer: { api_url: 'x' } } } }, ['database_z1']],
    [{ diego: { auctioneer: { bbs: { require_ssl: true } } } }, ['brain_z1']],
    [{ diego: { bbs: { etcd: { machines: ['x'] } } } }, ['database_z1']],
    [{ diego: { stager: { insecure_docker_registry_list: ['x'] } } }, ['cc_bridge_z1']],
    [{ diego: { ssl: { skip_cert_verify: true } } }, ['cell_z1', 'cc_bridge_z1']],
    [{ garden: { insecure_docker_registry_list: ['x'] } }, ['cell_z1']],
    [{ etcd: { cluster: [{ name: 'database_z1', instances: 1 }] } }, ['database_z1']],
    [{ metron_endpoint: { shared_secret: 'x' } }, everyGroup],
    [{ loggregator: { tls: { ca_cert: 'x' } } }, everyGroup],
    [{ syslog_daemon_config: { port: 1 } }, everyGroup],
    [{ consul: { agent: { domain: 'x' } } }, everyGroup],
  ];
  for (const [properties, groups] of read) {
    it(`restarts the groups with a job that reads ${JSON.stringify(properties)}`, () => {
      const found = touched(properties);
      assert.deepEqual(namesOf(found), groups);
      for (const [, because] of found) assert.match(because, /^properties\.\S+ changes, which its jobs? .+ reads?$/);
    });
  }

  it('is named, with the jobs that read it', () => {
    const properties = { diego: { ssl: { skip_cert_verify: true } } };
    assert.deepEqual(touched(properties, { old: { diego: { ssl: { skip_cert_verify: false } } } }), [
      ['cell_z1', 'properties.diego.ssl.skip_cert_verify changes, which its job rep reads'],
      [
        'cc_bridge_z1',
        'properties.diego.ssl.skip_cert_verify changes, which its jobs stager, nsync, tps and cc_uploader read',
      ],
    ]);
  });

  it('touches by what differs where a whole section comes or goes', () => {
    const sections: YamlMap = { diego: { rep: { zone: 'z1' }, auctioneer: { log_level: 'info' } } };
    assert.deepEqual(namesOf(touched(sections)), ['brain_z1', 'cell_z1']);
    assert.deepEqual(namesOf(touched({}, { old: sections })), ['brain_z1', 'cell_z1']);
  });

  it('may restart what only some versions of a job read', () => {
    assert.deepEqual(touched({ garden: { enable_graph_cleanup: true } }, { old: { garden: {} } }), [
      [
        'cell_z1',
        'properties.garden.enable_graph_cleanup changes: its jobs may restart, as not every version of its job garden reads it',
      ],
    ]);
  });

  it('may restart jobs of which it is not known what they read, said once', () => {
    const groups = { api_z1: ['cloud_controller_ng', 'metron_agent'], router_z1: ['gorouter'], cell_z1: ['rep'] };
    const properties = { ccdb: { address: 'x' }, router: { port: 1 } };
    const because = (job: string): string =>
      `global properties change: its jobs may restart, as it is not known here whether its job ${job} reads them`;
    assert.deepEqual(touched(properties, { groups }), [
      ['api_z1', because('cloud_controller_ng')],
      ['router_z1', because('gorouter')],
    ]);
    assert.deepEqual(namesOf(touched({ diego: { rep: { zone: 'z1' } } }, { groups })), [
      'api_z1',
      'router_z1',
      'cell_z1',
    ]);
  });

  it('is never said to touch nothing where no job is known to read it', () => {
    const found = touched({ loggregator: { traffic_controller_url: 'x' } }, { old: { loggregator: {} } });
    assert.deepEqual(namesOf(found), everyGroup);
    assert.equal(
      found[0]?.[1],
      'properties.loggregator.traffic_controller_url changes: its jobs may restart, as it is not known here which job reads it',
    );
  });

  it('does not reach a job that has properties of its own, nor one of this release that does not declare it', () => {
    const groups = {
      cell_z1: [{ name: 'rep', release: 'diego', properties: {} }],
      docker_registry_z1: [{ name: 'docker-registry', release: 'diego-docker' }],
      smoke: [{ name: 'smoke-tests', release: 'cf' }],
    };
    assert.deepEqual(namesOf(touched({ diego: { rep: { zone: 'z1' } } }, { groups })), ['smoke']);
    assert.deepEqual(namesOf(touched({ port: 5001 }, { groups })), ['docker_registry_z1', 'smoke']);
  });

  it('is nothing where the section is empty', () => {
    assert.deepEqual(touched({ diego: {} }), []);
  });
});
