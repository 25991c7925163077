/** Settings, stubs and options that are valid YAML and wrong: each with its place and a hint, all at once. */
import assert from 'node:assert/strict';
import { assertRefused, genManifest } from '../support/gen-manifest.js';
import { temporaryFiles } from '../support/temporary-files.js';

describe('wrong settings', () => {
  const files = temporaryFiles();

  async function refused(...argv: readonly string[]): Promise<string> {
    const outcome = await genManifest(...argv);
    assertRefused(outcome);
    return outcome.stderr.replaceAll(`${files.folder}/`, '');
  }

  it('names what it does not know, and the nearest that it knows', async () => {
    const text = 'registry: {hots: x}\nproperty_overrides: {stager: {logs: x}}\niaas: {openstak: {}}\nfoo: 1\n';
    const foundation = ['--foundation', 'diego-release@0.1463.0'];
    assert.equal(
      await refused('--env', 'openstack', ...foundation, '-s', files.write('s.yml', text)),
      [
        's.yml:1:12: error: there is no setting registry.hots\n  did you mean host?',
        's.yml:2:31: error: there is no setting property_overrides.stager.logs\n  known: insecure_docker_registry_list, log_level',
        's.yml:3:8: error: there is no setting iaas.openstak\n  did you mean openstack?',
        's.yml:4:1: error: there is no setting foo\n  known: env, foundation, registry, cache, errands, bosh, staging, diego, ...',
        '',
      ].join('\n'),
    );
  });

  it('says what a setting takes', async () => {
    const text =
      'registry: {port: 70000, enabled: 1}\nstaging: {disk_mb: "10G"}\ndiego: {insecure_registries: a.b:1}\n';
    const stderr = await refused('--env', 'openstack', '-s', files.write('s.yml', text));
    for (const line of [
      's.yml:1:12: error: registry.port is 70000, it takes a whole number from 1 to 65535',
      's.yml:1:25: error: registry.enabled is 1, it takes true or false',
      's.yml:2:11: error: staging.disk_mb is "10G", it takes a whole number of at least 1',
      's.yml:3:9: error: diego.insecure_registries is "a.b:1", it takes a list of strings',
    ]) {
      assert.ok(stderr.includes(line), `${line}\nis not in\n${stderr}`);
    }
  });

  it('knows no environment and no foundation but its own', async () => {
    assert.match(await refused('--env', 'openstak'), /error: --env openstak: .*\n {2}did you mean openstack\?/);
    assert.match(await refused('-s', files.write('e.yml', 'env: moon\n')), /^e\.yml:1:1: error: env is "moon"/m);
    assert.match(
      await refused('--env', 'aws', '--foundation', 'diego-release@9.9.9'),
      /error: foundation: diego-release@9\.9\.9 is newer than 1\.35\.0, the newest one known here/,
    );
    assert.match(await refused('--env', 'aws', '--set', 'foundation=x'), /"x" is not <release>@<version>/);
  });

  it('sets no path that it does not know', async () => {
    for (const argument of [
      'nothing=1',
      'registry.prot=1',
      'registry=1',
      'registry.host.x=1',
      '__proto__.x=1',
      'x',
      '=1',
    ]) {
      await refused('--env', 'openstack', '--set', argument);
    }
    const stderr = await refused('--env', 'openstack', '--set', 'registry.prot=1', '--set', 'cache.prot=1');
    assert.equal(stderr.match(/did you mean port\?/g)?.length, 2);
  });

  it('takes no property of every object for a setting or an override', async () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'];
    const map = (indent: string): string => names.map((name) => `${indent}${name}: {x: 1}\n`).join('');
    const settings = `${map('')}registry:\n${map('  ')}property_overrides:\n  garden:\n${map('    ')}`;
    const inSettings = await refused('--env', 'openstack', '-s', files.write('proto.yml', settings));
    for (const name of names) {
      for (const path of [name, `registry.${name}`, `property_overrides.garden.${name}`]) {
        assert.ok(inSettings.includes(`error: there is no setting ${path}\n`), `${path}\n${inSettings}`);
      }
    }
    const stub = `property_overrides:\n${map('  ')}  stager:\n${map('    ')}instance_count_overrides:\n${map('  ')}release_versions:\n${map('  ')}`;
    const file = files.write('stub.yml', stub);
    const inStub = await refused('--env', 'openstack', '-p', file, '-n', file, '-v', file);
    for (const name of names) {
      for (const path of [
        `property_overrides.${name}`,
        `property_overrides.stager.${name}`,
        `release_versions.${name}`,
      ]) {
        assert.ok(inStub.includes(`error: ${path} is not read here`), `${path}\n${inStub}`);
      }
      assert.ok(inStub.includes(`error: there is no job ${name}\n`), inStub);
    }
  });

  it('refuses huge numbers where they do not fit', async () => {
    const huge = '9'.repeat(400);
    const file = files.write('huge.yml', `registry: {port: ${huge}}\nstaging: {disk_mb: 1.0e+400}\n`);
    const stderr = await refused('--env', 'openstack', '-s', file);
    assert.match(
      stderr,
      /^huge\.yml:1:12: error: registry\.port is "9+\.\.\.", it takes a whole number from 1 to 65535/m,
    );
    assert.match(stderr, /^huge\.yml:2:11: error: staging\.disk_mb is /m);
  });

  it('refuses spiff nodes wherever they stand', async () => {
    const settings = files.write('s.yml', 'registry:\n  host: (( merge ))\n');
    assert.match(await refused('--env', 'aws', '-s', settings), /^s\.yml:2:3: error: registry\.host is a spiff node/m);
    const stub = files.write('p.yml', 'property_overrides:\n  garden:\n    deny_networks: [a, (( x || nil ))]\n');
    assert.match(
      await refused('--env', 'aws', '-p', stub),
      /^p\.yml:3:24: error: property_overrides\.garden\.deny_networks\.1 is/m,
    );
    const cf = files.write('cf.yml', 'name: (( "a" b ))\nproperties:\n  nats: (( merge ))\n');
    const stderr = await refused('--env', 'aws', '-c', cf);
    assert.match(stderr, /^cf\.yml:1:1: error: name is a spiff node/m);
    assert.match(stderr, /^cf\.yml:3:3: error: properties\.nats is a spiff node/m);
  });

  it('names the item of a list that is wrong, once', async () => {
    const text = [
      'property_overrides:',
      '  garden: {deny_networks: [1, {a: b}], allow_networks: 10.0.0.0/8}',
      '  bbs:',
      '    encryption_keys:',
      '    - {label: a, passprase: ((p))}',
      '    - x',
      '    - {label: 1, passphrase: 12}',
      '',
    ];
    const keys = 'property_overrides.bbs.encryption_keys';
    const stderr = await refused('validate', '-s', files.write('lists.yml', text.join('\n')));
    assert.deepEqual(
      stderr.split('\n').flatMap((line) => /^lists\.yml:(\d+:\d+: error: .*)$/.exec(line)?.[1] ?? []),
      [
        '2:28: error: property_overrides.garden.deny_networks[0] is 1, it takes a string',
        '2:31: error: property_overrides.garden.deny_networks[1] is a map, it takes a string',
        '2:40: error: property_overrides.garden.allow_networks is "10.0.0.0/8", it takes a list of strings, or a ((variable))',
        `5:7: error: ${keys}[0] has no passphrase`,
        `6:7: error: ${keys}[1] is a string, it takes a map with label and passphrase`,
        `7:8: error: ${keys}[2].label is a number, it takes a string`,
        `7:18: error: ${keys}[2].passphrase is a number, it takes a string`,
      ],
    );
    assert.match(stderr, /\[0\] has no passphrase\n {2}passprase is not read: did you mean passphrase\?\n/);
  });

  it('names the setting that is meant where what stands before it is left out', async () => {
    assert.match(
      await refused('validate', '-s', files.write('short.yml', 'bbs: {server_key: ((x))}\n')),
      /^short\.yml:1:1: error: there is no setting bbs\n {2}did you mean property_overrides\.bbs\?\n$/,
    );
  });

  it('says what was found in counts and versions', async () => {
    const stub = files.write(
      'counts.yml',
      'instance_count_overrides:\n- {name: cell_z1, instances: "5"}\n- {name: cell_z2, instances: -1}\nrelease_versions: {diego: [1]}\n',
    );
    const stderr = await refused('validate', '-n', stub, '-v', stub);
    for (const line of [
      'cell_z1.instances is "5", it takes a whole number of at least 0\n  write 5 without quotes\n',
      'cell_z2.instances is -1, it takes a whole number of at least 0\n',
      'release_versions.diego is a list of 1, it takes a version as a string\n',
    ]) {
      assert.ok(stderr.includes(line), `${line}\nis not in\n${stderr}`);
    }
    const scalars = files.write('scalars.yml', 'instance_count_overrides: 3\nrelease_versions: x\n');
    const found = await refused('validate', '-n', scalars, '-v', scalars);
    assert.match(found, /instance_count_overrides is 3, it takes a list of \{name, instances\}/);
    assert.match(found, /release_versions is "x", it takes a map of release to version/);
    const item = files.write('item.yml', 'instance_count_overrides: {cell_z1: 3}\n');
    assert.match(await refused('validate', '-n', item), /cell_z1 is 3, it takes a map with instances/);
  });

  it('shows the columns of a file with quotes and brackets that need indentation', async () => {
    const text = "registry:\n  host: 'x\ny'\n  prot: 1\ncache: {\nprot: 1,\n  hots: 2\n}\n";
    const stderr = await refused('validate', '-s', files.write('flow.yml', text));
    const places = stderr.split('\n').flatMap((line) => /^flow\.yml:(\d+:\d+): error: there/.exec(line)?.[1] ?? []);
    assert.deepEqual(places, ['4:3', '6:1', '7:3']);
  });

  it('shows what is wrong in files beside what is wrong on the command line', async () => {
    const settings = files.write('both.yml', 'registry:\n  prot: 1\n');
    const stderr = await refused('--env', 'opnstack', '--nope', '-s', settings, '-c', '', '--set', 'registry.hots=x');
    for (const line of [
      /^error: --env opnstack: there is no such environment$/m,
      /^error: there is no option --nope$/m,
      /^both\.yml:2:3: error: there is no setting registry\.prot$/m,
      /^error: --set registry\.hots: there is no such setting$/m,
    ]) {
      assert.match(stderr, line);
    }
    assert.doesNotMatch(await refused('schema', '-s', settings), /prot/);
  });

  it('refuses spiff nodes in --set', async () => {
    for (const [argument, at] of [
      ['registry.host=(( merge ))', 'registry.host'],
      ['property_overrides.bbs.log_level=((merge))', 'property_overrides.bbs.log_level'],
      ['diego.insecure_registries=[(( x || y ))]', 'diego.insecure_registries.0'],
    ] as const) {
      const stderr = await refused('--env', 'aws', '--set', argument);
      assert.match(stderr, new RegExp(`^--set ${at}: error: ${at} is a spiff node that nothing evaluates`, 'm'));
    }
  });

  it('takes a string beside numbers only where it means something', async () => {
    const memory = 'property_overrides.executor.memory_capacity_mb';
    const flight = 'instance_count_overrides.cell_z1.max_in_flight';
    for (const value of ['1e3', '010', '0x10', 'all', '-1k']) {
      const stderr = await refused('validate', '--set', `${memory}=${value}`);
      const takes = 'it takes a whole number or auto (MiB), or a ((variable))';
      assert.ok(stderr.includes(`error: ${memory} is "${value}", ${takes}\n`), stderr);
    }
    const stderr = await refused('validate', '-s', files.write('s.yml', `${flight.replaceAll('.', ': {')}: 020%}}\n`));
    assert.match(
      stderr,
      /max_in_flight is "020%", it takes a whole number or a share such as 20%, or a \(\(variable\)\)/,
    );
    for (const argument of [`${memory}=auto`, `${memory}=((mb))`, `${memory}=4096`, `${flight}=20%`, `${flight}=2`]) {
      assert.equal((await genManifest('validate', '--set', argument)).exitCode, 0, argument);
    }
  });

  it('shows the places of a file that is both CF manifest and stub', async () => {
    const text = 'name: cf\njobs:\n- name: a\nproperty_overrides:\n  stager: {x: 1}\n';
    const file = files.write('all.yml', text);
    const stderr = await refused('--env', 'aws', '-c', file, '-p', file);
    assert.match(stderr, /^all\.yml:5:12: error: property_overrides\.stager\.x is not read here/m);
    assert.match(stderr, /^all\.yml:1:1: error: the CF manifest has no director_uuid/m);
  });

  it('lets what nobody reads stand with --lenient, and says so', async () => {
    const counts = files.write('n.yml', 'instance_count_overrides:\n- {name: brain_z1, max_in_flight: 2}\n');
    assert.match(
      await refused('--env', 'aws', '-n', counts),
      /error: instance_count_overrides\.brain_z1\.max_in_flight is not/,
    );
    const lenient = await genManifest('--env', 'aws', '-n', counts, '--lenient');
    assert.equal(lenient.exitCode, 0);
    assert.match(lenient.stderr, /warning: instance_count_overrides\.brain_z1\.max_in_flight is not read here/);
  });
});
