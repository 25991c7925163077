/** Diego's manifest and the stager of cf-release must mean the same property: both sides of every boundary. */
import assert from 'node:assert/strict';
import { assertRefused, genManifest } from '../../support/gen-manifest.js';

const run = (diego: string, cf: string, ...flags: readonly string[]) =>
  genManifest(
    ...[
      'stubs',
      '--only',
      'cf-properties',
      '--foundation',
      `diego-release@${diego}`,
      '--set',
      `diego.cf_release=${cf}`,
    ],
    ...(flags.length > 0 ? ['--set', `diego.generator_flags=[${flags.join(', ')}]`] : []),
  );

describe('the stager of cf-release', () => {
  const fitting: [diego: string, cf: string, ...flags: string[]][] = [
    ['0.1462.0', 'v287'],
    ['0.1463.0', 'v238'],
    ['0.1463.0', 'v234', 'cf-bridge'],
    ['0.1468.0', 'v237', 'cf-bridge'],
    ['0.1468.0', 'v238'],
    ['0.1469.0', 'v234'],
    ['0.1469.0', 'v237'],
    ['0.1470.0', 'v236'],
    ['0.1470.0', 'v287'],
    ['0.1478.0', 'v235', 'capi-bridge'],
    ['1.35.0', 'v287'],
    ['1.5.0', 'v233', 'no-cc-bridge'],
  ];
  for (const [diego, cf, ...flags] of fitting) {
    it(`reads what diego-release@${diego} writes: cf-release ${[cf, ...flags].join(' with ')}`, async () => {
      const { exitCode, stderr } = await run(diego, cf, ...flags);
      assert.equal(exitCode, 0, stderr);
    });
  }

  const capi =
    /reads properties\.capi\.stager\.insecure_docker_registry_list, and Diego's manifest has properties\.diego\.stager\./;
  const ofDiego =
    /reads properties\.diego\.stager\.insecure_docker_registry_list, and Diego's manifest has properties\.capi\.stager\./;
  const unfit: [message: RegExp, hint: RegExp, diego: string, cf: string, ...flags: string[]][] = [
    [
      capi,
      /deploy cf-release v234 to v237, or .*, or take the stager from Diego itself/,
      '0.1463.0',
      'v238',
      'cf-bridge',
    ],
    [capi, /v0\.1470\.0 or later/, '0.1468.0', 'v238', 'cf-bridge'],
    [capi, /deploy cf-release v234 to v237, or diego-release v0\.1470\.0 or later;/, '0.1469.0', 'v238'],
    [ofDiego, /deploy cf-release v236 or later, or diego-release v0\.1469\.0 or older/, '0.1470.0', 'v235'],
    [/takes its stager from cf-release v233, which has none/, /v234 to v237/, '0.1469.0', 'v233'],
    [/takes its stager from cf-release v233, which has none/, /v236 or later/, '1.4.2', 'v233'],
  ];
  for (const [message, hint, diego, cf, ...flags] of unfit) {
    it(`does not read what diego-release@${diego} writes: cf-release ${[cf, ...flags].join(' with ')}`, async () => {
      const refused = await run(diego, cf, ...flags);
      assertRefused(refused);
      assert.match(refused.stderr, message);
      assert.match(refused.stderr, hint);
    });
  }
});

describe("switches of upstream's generator", () => {
  const unknown: [diego: string, flag: string, message: RegExp][] = [
    ['0.1444.0', 'no-etcd', /the generator of diego-release@0\.1444\.0 knows no no-etcd[^]*it has no switches/],
    ['0.1469.0', 'cf-bridge', /knows no cf-bridge[^]*from v0\.1469\.0 on from cf-release anyhow/],
    ['1.0.0', 'cf-bridge', /-b asks for capi-release's: diego\.generator_flags: \[capi-bridge\]/],
    ['1.33.0', 'grootfs', /knows no grootfs, which .* the default from v1\.33\.0 on/],
  ];
  for (const [diego, flag, message] of unknown) {
    it(`${flag} is unknown to ${diego}`, async () => {
      const refused = await genManifest(
        ...['stubs', '--only', 'cf-properties', '--foundation', `diego-release@${diego}`],
        ...['--set', `diego.generator_flags=[${flag}]`],
      );
      assertRefused(refused);
      assert.match(refused.stderr, message);
    });
  }

  it('have names', async () => {
    const refused = await genManifest('validate', '--set', 'diego.generator_flags=[no-etc]');
    assertRefused(refused);
    assert.match(refused.stderr, /no-etcd/);
  });
});

describe('an old Diego', () => {
  it('cannot stage images of the private registry, and is told so', async () => {
    const at = (version: string) =>
      genManifest('stubs', '--only', 'property-overrides', '--foundation', `diego-release@${version}`);
    assert.match((await at('0.1437.0')).stderr, /speaks version 1 of the registry API: it cannot read images/);
    assert.match((await at('0.1434.0')).stderr, /takes nothing but the Docker cache without a check/);
    assert.doesNotMatch((await at('0.1438.0')).stderr, /registry API/);
  });

  it('is no foundation of the planned manifest', async () => {
    const refused = await genManifest('--env', 'openstack', '--foundation', 'diego-release@0.1464.0');
    assertRefused(refused);
    assert.match(
      refused.stderr,
      /diego-release@0\.1464\.0 is made by its own generator[^]*--diego-release DIR[^]*v0\.1464\.0 checked out/,
    );
  });
});
