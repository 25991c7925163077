/** `gen-manifest validate`: one line for what is valid, all findings for what is not. */
import assert from 'node:assert/strict';
import { assertRefused, genManifest } from '../../support/gen-manifest.js';
import { reference } from '../../support/reference.js';
import { temporaryFiles } from '../../support/temporary-files.js';

describe('gen-manifest validate', () => {
  const files = temporaryFiles();

  it('says what was checked, and that there are no warnings', async () => {
    const settings = files.write('docker.yml', 'env: openstack\nregistry: {host: 10.0.9.20}\n');
    assert.deepEqual(await genManifest('validate', '-s', settings, '--set', 'staging.disk_mb=5000'), {
      exitCode: 0,
      stdout: `valid for diego-release@0.1463.0 on openstack: ${settings} and 1 --set; no warnings\n`,
      stderr: '',
    });
  });

  it('needs no environment, and says what that leaves out', async () => {
    const { stdout } = await genManifest('validate', '--set', 'registry.host=10.0.9.20');
    assert.match(stdout, /^valid for diego-release@0\.1463\.0 \(no environment named: subnets not checked\): 1 --set;/);
  });

  it('says so where nothing is given', async () => {
    const { exitCode, stdout } = await genManifest('validate');
    assert.equal(exitCode, 0);
    assert.match(stdout, /: the defaults, nothing is given; no warnings\n$/);
  });

  it("takes upstream's inputs", async function () {
    const inputs = ['cf.yml', 'iaas-settings.yml', 'property-overrides-docker.yml', 'instance-counts-one-zone.yml'];
    const [cf, iaas, overrides, counts] = inputs.map((name) => reference(this, `diego-0.1463.0/${name}`)) as [
      string,
      string,
      string,
      string,
    ];
    const { exitCode, stdout, stderr } = await genManifest(
      'validate',
      '-c',
      cf,
      '-i',
      iaas,
      '-p',
      overrides,
      '-n',
      counts,
    );
    assert.equal(exitCode, 0, stderr);
    assert.equal(stdout, `valid for diego-release@0.1463.0: ${cf}, ${overrides}, ${counts} and ${iaas}; no warnings\n`);
  });

  it('counts warnings, and prints them', async () => {
    const settings = files.write('plain.yml', 'property_overrides: {bbs: {log_level: dbug}}\n');
    const { exitCode, stdout, stderr } = await genManifest('validate', '-s', settings);
    assert.equal(exitCode, 0);
    assert.match(stdout, /; 1 warning\n$/);
    assert.equal(
      stderr,
      `${settings}:1:28: warning: bbs.log_level is dbug, which no job of Diego knows: it will not start\n  did you mean debug?\n`,
    );
  });

  it('shows every finding of every kind at once, and nothing on stdout', async () => {
    const settings = files.write(
      'broken.yml',
      [
        'registry: {host: localhost, prot: 1}',
        'staging: {disk_mb: 20000}',
        'property_overrides: {executor: {disk_capacity_mb: 10000}}',
        'iaas: {openstack: {networks: {diego1: {range: 10.0.1.0/24, static: [10.0.2.5]}}}}',
        '',
      ].join('\n'),
    );
    const outcome = await genManifest('validate', '--env', 'openstack', '-s', settings);
    assertRefused(outcome);
    assert.deepEqual(
      outcome.stderr.split('\n').flatMap((line) => /^\S+:(\d+:\d+): error: (.*)$/.exec(line)?.slice(1).join(' ') ?? []),
      [
        '1:12 registry.host (localhost) is the container itself, seen from a staging container, and the cell, seen from a cell',
        '1:29 there is no setting registry.prot',
        '2:11 staging.disk_mb is 20000 MiB, a cell gives 10000 MiB: nothing could be staged',
        '4:69 diego1: static 10.0.2.5 is outside its subnet 10.0.1.0/24',
      ],
    );
  });

  it('refuses a property-overrides stub that is not whole', async () => {
    const overrides = files.write('overrides.yml', 'property_overrides: {skip_cert_verify: true}\n');
    const outcome = await genManifest('validate', '-p', overrides);
    assertRefused(outcome);
    assert.match(outcome.stderr, /property_overrides has no bbs\.ca_cert, which Diego needs/);
  });
});
