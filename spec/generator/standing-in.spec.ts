/** How upstream's generator is called, and what is said where that cannot be: with scripts that stand in for it. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { assertRefused } from '../support/gen-manifest.js';
import { operated } from '../support/operated.js';
import { standingInCheckout, standingInSpiff } from '../support/standing-in-generator.js';
import { temporaryFiles } from '../support/temporary-files.js';

const unwired = ['--set', 'registry.enabled=false', '--set', 'cache.enabled=false'];

/** A manifest of what the script was called with, and of the files that it got. */
const telling = `
tmpdir=$(mktemp -d /tmp/diego-manifest.XXXXX)
touch $tmpdir/merged
printf 'name: %s\\n' "'$*'"
printf 'folder: %s\\n' "$tmpdir"
printf 'files: "%s"\\n' "$(ls | tr '\\n' ' ')"
for file in sql.yml director-uuid.yml; do [ ! -f $file ] || printf '%s: "%s"\\n' $file "$(grep -v '^---' $file | tr '\\n' ' ')"; done
`;

describe("upstream's generator, with others in its place", function () {
  this.timeout(30_000);
  const files = temporaryFiles();
  let path: string;
  let cf: string;

  before(() => {
    path = `${standingInSpiff(files)}:${process.env['PATH'] ?? ''}`;
    cf = files.write('cf.yml', 'name: cf\ndirector_uuid: a-uuid\nreleases: [{name: cf, version: 250}]\n');
    mkdirSync(files.path('tmp with spaces'));
  });

  const environment = () => ({ PATH: path, TMPDIR: files.path('tmp with spaces') });
  const made = (checkout: string, ...argv: readonly string[]) =>
    operated(['--env', 'bosh-lite', '--diego-release', checkout, '-c', cf, ...unwired, ...argv], environment());

  const calls: [version: string, called: string, ...argv: string[]][] = [
    ['0.1083.0', 'director-uuid.yml property-overrides.yml instance-counts.yml persistent-disks.yml iaas.yml .'],
    [
      '0.1434.0',
      'director-uuid.yml property-overrides.yml instance-counts.yml persistent-disks.yml iaas.yml additional-jobs.yml .',
    ],
    ['0.1439.0', 'property-overrides.yml instance-counts.yml persistent-disks.yml iaas.yml additional-jobs.yml .'],
    [
      '0.1444.0',
      'property-overrides.yml instance-counts.yml persistent-disks.yml iaas.yml additional-jobs.yml release-versions.yml .',
    ],
    ['0.1445.0', '-c cf.yml -i iaas.yml -p property-overrides.yml -v release-versions.yml'],
    [
      '0.1473.0',
      '-c cf.yml -i iaas.yml -p property-overrides.yml -v release-versions.yml -s sql.yml -e',
      ...['--set', 'diego.generator_flags=[no-etcd]', '--sql', 'SQL'],
    ],
    [
      '1.9.0',
      '-c cf.yml -i iaas.yml -p property-overrides.yml -v release-versions.yml -s sql.yml -b -x -Q',
      ...['--set', 'diego.generator_flags=[capi-bridge, no-etcd, sql-lock]', '--sql', 'SQL'],
    ],
  ];
  for (const [version, called, ...argv] of calls) {
    it(`v${version} is called as it wants to be`, async () => {
      const checkout = standingInCheckout(files, `a checkout of ${version}`, version, telling);
      const sql = files.write('my sql.yml', 'sql_overrides: {bbs: {db_driver: mysql}}\n');
      const before = readdirSync(checkout, { recursive: true });
      const { exitCode, stdout, stderr } = await made(checkout, ...argv.map((each) => (each === 'SQL' ? sql : each)));
      assert.equal(exitCode, 0, stderr);
      assert.ok(stdout.replaceAll('"', '').includes(`\nname: ${called}\n`), stdout);
      assert.match(stdout, /\nfolder: work\n/);
      assert.match(
        stdout,
        new RegExp(`^# Diego: BOSH v1 deployment manifest for diego-release@${version} beside cf-release v250`),
      );
      assert.ok(stdout.includes(`# Made with its own generator: scripts/generate-deployment-manifest ${called}\n`));
      if (called.startsWith('director-uuid')) assert.match(stdout, /director-uuid\.yml: "director_uuid: a-uuid "/);
      assert.deepEqual(readdirSync(checkout, { recursive: true }), before);
      assert.deepEqual(readdirSync(files.path('tmp with spaces')), []);
    });
  }

  it('tells the version by the tag in git before all else, also where a tag has no v', async () => {
    const checkout = standingInCheckout(files, 'tagged', '0.1439.0', telling);
    const git = (...args: readonly string[]) =>
      assert.equal(
        spawnSync('git', ['-C', checkout, '-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args]).status,
        0,
      );
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'a');
    git('tag', '0.1445');
    const { stdout, stderr } = await made(checkout);
    assert.match(stdout, /for diego-release@0\.1445\.0/, stderr);
  });

  it('takes no repository around the folder for that of the folder', async () => {
    const around = files.path('around');
    standingInCheckout(files, 'around/inner', '0.1439.0', telling);
    const git = (...args: readonly string[]) =>
      spawnSync('git', ['-C', around, '-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args]);
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'a');
    git('tag', 'v1.35.0');
    const { stdout, stderr } = await made(`${around}/inner`);
    assert.match(stdout, /for diego-release@0\.1439\.0/, stderr);
  });

  const refused: [what: string, version: string, argv: string[], message: RegExp][] = [
    [
      'a foundation that contradicts the checkout',
      '1.9.0',
      ['--foundation', 'diego-release@1.10.0'],
      /diego-release@1\.10\.0 is named, and \S+ is diego-release@1\.9\.0\n {2}leave the foundation out/,
    ],
    [
      'a foundation of today',
      '1.9.0',
      ['--foundation', 'cf-deployment@58.0.0'],
      /cf-deployment@58\.0\.0 is named, and \S+ is/,
    ],
    ['a version that was never released', '0.1422.0', [], /the checkout: diego-release@0\.1422\.0 was never released/],
    [
      'files that the version does not take',
      '0.1445.0',
      ['--sql', 'CF', '--persistent-disks', 'CF'],
      /takes no --sql\n.*0\.1469\.0 and later does[^]*takes no --persistent-disks/,
    ],
    [
      'no SQL where Diego needs it',
      '1.17.0',
      [],
      /diego-release@1\.17\.0 needs a stub with sql_overrides\n {2}add --sql FILE/,
    ],
    [
      'no SQL where etcd is left out',
      '1.0.0',
      ['--set', 'diego.generator_flags=[no-etcd]'],
      /with no-etcd needs a stub with sql_overrides/,
    ],
  ];
  for (const [what, version, argv, message] of refused) {
    it(`refuses ${what}`, async () => {
      const checkout = standingInCheckout(files, `refused-${version}`, version, telling);
      const outcome = await made(checkout, ...argv.map((each) => (each === 'CF' ? cf : each)));
      assertRefused(outcome);
      assert.match(outcome.stderr, message);
    });
  }

  it('names all that is missing at once', async () => {
    const checkout = standingInCheckout(files, 'nothing', '1.17.0', telling);
    const outcome = await operated(['--env', 'aws', '--diego-release', checkout, ...unwired], environment());
    assertRefused(outcome);
    assert.match(
      outcome.stderr,
      /needs the deployed CF manifest\n {2}add -c cf\.yml[^]*needs a stub with sql_overrides/,
    );
  });

  it('names what static addresses an old Diego needs', async () => {
    const checkout = standingInCheckout(files, 'static', '0.1434.0', telling);
    const outcome = await operated(
      ['--env', 'openstack', '--diego-release', checkout, '-c', cf, ...unwired],
      environment(),
    );
    assertRefused(outcome);
    assert.match(
      outcome.stderr,
      /diego1 needs 21, and has 0\n {2}give them with iaas\.openstack\.networks\.diego1\.static/,
    );
  });

  it('needs spiff, and says so', async () => {
    const tools = files.path('no spiff');
    mkdirSync(tools);
    for (const tool of ['bash', 'git']) {
      const found = spawnSync('sh', ['-c', `command -v ${tool}`], { encoding: 'utf8' }).stdout.trim();
      symlinkSync(found, `${tools}/${tool}`);
    }
    const checkout = standingInCheckout(files, 'spiffless', '0.1445.0', telling);
    const argv = ['--env', 'bosh-lite', '--diego-release', checkout, '-c', cf, ...unwired];
    const { exitCode, stdout, stderr } = await operated(argv, { ...environment(), PATH: tools });
    assert.equal(exitCode, 3, stderr);
    assert.equal(stdout, '');
    assert.match(stderr, /spiff was not found on the PATH[^]*install spiff 1\.0\.8/);
    assert.deepEqual(readdirSync(files.path('tmp with spaces')), []);
  });

  const folders: [what: string, name: string, version: string | undefined, message: RegExp][] = [
    ['no folder', 'nowhere', undefined, /nowhere has no scripts\/generate-deployment-manifest/],
    [
      'a Diego without a generator',
      'newer',
      '2.105.0',
      /newer is diego-release 2\.105\.0, which has no generator[^]*cf-deployment@58/,
    ],
  ];
  for (const [what, name, version, message] of folders) {
    it(`refuses ${what}`, async () => {
      if (version !== undefined) files.write(`${name}/releases/diego-${version}.yml`, '---\n');
      const outcome = await made(files.path(name));
      assertRefused(outcome);
      assert.match(outcome.stderr, message);
    });
  }

  it('asks for the version where nothing tells it', async () => {
    const checkout = standingInCheckout(files, 'untold', '0.1445.0', telling);
    spawnSync('rm', ['-r', `${checkout}/releases`]);
    const outcome = await made(checkout);
    assertRefused(outcome);
    assert.match(outcome.stderr, /tells which version \S+ is\n {2}name it, such as --foundation/);
    assert.equal((await made(checkout, '--foundation', 'diego-release@0.1445.0')).exitCode, 0);
  });

  it('takes the name for the two versions that list no release of their own', async () => {
    const checkout = standingInCheckout(files, 'unlisted', '0.1130.0', telling);
    const { stdout, stderr } = await made(checkout, '--foundation', 'diego-release@0.1132.0');
    assert.match(stdout, /for diego-release@0\.1132\.0/, stderr);
  });

  it('has stubs made for the version of the checkout', async () => {
    const checkout = standingInCheckout(files, 'for stubs', '0.1434.0', telling);
    const { stdout, stderr } = await operated(['stubs', '--only', 'property-overrides', '--diego-release', checkout]);
    assert.match(stdout, /insecure_docker_registry: true/, stderr);
  });

  const failures: [what: string, script: string, exitCode: number, message: RegExp][] = [
    [
      'what the CF manifest lacks',
      "printf '2016/01/01 error generating manifest: unresolved nodes:\\n\\t(( merge ))\\tin diego-release/scripts/../manifest-generation/config-from-cf-internal.yml\\tproperties.nats.user\\t(properties.nats.user)\\n\\t(( config_from_cf.nats.user ))\\tin dynaml\\tproperties.nats.user\\t()\\n' >&2; exit 1",
      2,
      /^error: \S+cf\.yml has no properties\.nats\.user, which Diego needs\n {2}is this the whole manifest of the cf-release that is deployed\?\n$/,
    ],
    [
      'what the stubs lack',
      "printf 'unresolved nodes:\\n\\t(( property_overrides.tps.cc.ca_cert ))\\tin dynaml\\tproperties.capi.tps.cc.ca_cert\\t()\\n' >&2; exit 1",
      2,
      /the stubs: property_overrides\.tps\.cc\.ca_cert is missing, which properties\.capi\.tps\.cc\.ca_cert needs/,
    ],
    [
      'a stub that spiff cannot read, by its own name',
      "echo '2016/01/01 error parsing stub [cf.yml]: yaml: found unexpected : at line 9' >&2; exit 1",
      2,
      /cf\.yml, as spiff reads it: yaml: found unexpected : at line 9/,
    ],
    ['anything else as it is', "echo 'no such luck' >&2; exit 7", 3, /diego-release's generator failed: no such luck/],
  ];
  for (const [what, script, exitCode, message] of failures) {
    it(`says ${what}`, async () => {
      const checkout = standingInCheckout(files, 'failing', '0.1445.0', script);
      const outcome = await made(checkout);
      assert.equal(outcome.exitCode, exitCode, outcome.stderr);
      assert.equal(outcome.stdout, '');
      assert.match(outcome.stderr, message);
      assert.deepEqual(readdirSync(files.path('tmp with spaces')), []);
    });
  }

  it('looks for the wiring in what was made', async () => {
    const checkout = standingInCheckout(files, 'unwired', '0.1445.0', "echo 'name: cf-diego'");
    const argv = ['--env', 'bosh-lite', '--diego-release', checkout, '-c', cf, '--set', 'registry.host=10.0.1.20'];
    const { exitCode, stdout, stderr } = await operated(argv, environment());
    assert.equal(exitCode, 3);
    assert.equal(stdout, '');
    assert.match(stderr, /has no wiring at properties\.garden\.insecure_docker_registry_list/);
    assert.match(stderr, /has no wiring at properties\.diego\.stager\.insecure_docker_registry_list/);
  });

  it('leaves nothing behind when a signal ends it', async () => {
    const started = files.path('started');
    const checkout = standingInCheckout(files, 'slow', '0.1445.0', `touch '${started}'; sleep 5`);
    const main = fileURLToPath(new URL('../../src/gen-manifest/main.ts', import.meta.url));
    const argv = ['--import', 'tsx', main, '--env', 'bosh-lite', '--diego-release', checkout, '-c', cf, ...unwired];
    const child = spawn(process.execPath, argv, { env: { ...process.env, ...environment() }, stdio: 'ignore' });
    while (!existsSync(started)) await new Promise((resolve) => setTimeout(resolve, 50));
    child.kill('SIGTERM');
    const signal = await new Promise((resolve) => child.once('exit', (_, by) => resolve(by)));
    assert.equal(signal, 'SIGTERM');
    const left = readdirSync(files.path('tmp with spaces')).filter((name) => !name.startsWith('tsx-'));
    assert.deepEqual(left, []);
  });
});
