/** Growth is linear: twice the input takes about twice the time, in the stages that look at every entry. */
import assert from 'node:assert/strict';

import { bundledGenManifest } from './support/bundled.js';
import { temporaryFiles } from './support/temporary-files.js';

const registries = (many: number, name: string): string[] =>
  Array.from({ length: many }, (_, index) => `${name}${index}.example.com:5000`);
const subnets = (many: number, network: number): object[] =>
  Array.from({ length: many }, (_, index) => ({
    range: `10.${network}.${index % 256}.${Math.floor(index / 256) * 128}/25`,
    gateway: `10.${network}.${index % 256}.${Math.floor(index / 256) * 128 + 1}`,
    static: [
      `10.${network}.${index % 256}.${Math.floor(index / 256) * 128 + 10} - 10.${network}.${index % 256}.${Math.floor(index / 256) * 128 + 20}`,
    ],
    reserved: [`10.${network}.${index % 256}.${Math.floor(index / 256) * 128 + 2}`],
    cloud_properties: {},
  }));

/** A settings file with this many registries in each list, and a fifth of that many subnets in each network. */
function settings(many: number): string {
  const list = registries(many, 'r');
  const networks = Object.fromEntries([1, 2, 3].map((zone) => [`diego${zone}`, { subnets: subnets(many / 5, zone) }]));
  return JSON.stringify({
    registry: { host: '192.168.0.1' },
    diego: { insecure_registries: registries(many, 'more') },
    property_overrides: {
      garden: { insecure_docker_registry_list: list },
      stager: { insecure_docker_registry_list: list },
    },
    iaas: { openstack: { networks } },
  });
}

/**
 * The least CPU time of some runs, in milliseconds: what else the machine does counts little, and the compiler's
 * work on the first ones, which differs from run to run, not at all.
 */
async function cpuTime(exitCode: number, argv: readonly string[]): Promise<number> {
  let least = Infinity;
  for (let run = 0; run < 8; run++) {
    const before = process.cpuUsage();
    const outcome = await bundledGenManifest(...argv);
    const { user, system } = process.cpuUsage(before);
    assert.equal(outcome.exitCode, exitCode, outcome.stderr.slice(0, 500));
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

describe('growth', function () {
  this.timeout(60_000);
  const files = temporaryFiles();
  const env = ['--env', 'openstack'];

  it('of 1,000 registries and 200 subnets stays small', async () => {
    const usual = await cpuTime(0, env);
    const large = await cpuTime(0, [...env, '-s', files.write('1000.yml', settings(1000))]);
    // In a run of the command, start-up comes on top of both: some forty milliseconds.
    assert.ok(large < usual + 150, `${usual} ms without, ${large} ms with them`);
  });

  it('from there on is linear', async () => {
    const once = await cpuTime(0, [...env, '-s', files.write('1000.yml', settings(1000))]);
    const twice = await cpuTime(0, [...env, '-s', files.write('2000.yml', settings(2000))]);
    assert.ok(twice < 3 * once + 20, `${once} ms, and ${twice} ms for twice as much`);
  });

  const findings: Record<string, (many: number) => string> = {
    'unknown settings': (many) =>
      registries(many, 'k')
        .map((name) => `${JSON.stringify(name)}: 1\n`)
        .join(''),
    'malformed registries': (many) => JSON.stringify({ diego: { insecure_registries: registries(many, 'https://a') } }),
    'subnets that overlap': (many) =>
      JSON.stringify({
        iaas: {
          openstack: {
            networks: {
              diego1: {
                subnets: registries(many / 10, 'x').map(() => ({ range: '10.0.0.0/24', gateway: '10.0.0.1' })),
              },
            },
          },
        },
      }),
  };
  for (const [what, content] of Object.entries(findings)) {
    it(`of ${what} is linear`, async () => {
      const once = await cpuTime(2, [...env, '-s', files.write('once.yml', content(1000))]);
      const twice = await cpuTime(2, [...env, '-s', files.write('twice.yml', content(2000))]);
      assert.ok(twice < 3 * once + 20, `${once} ms, and ${twice} ms for twice as much`);
    });
  }
});
