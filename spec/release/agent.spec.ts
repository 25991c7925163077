/** The harness itself: what it does with a release is what a BOSH agent, monit and BPM do. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { YamlMap } from '../../src/gen-manifest/yaml-value.js';
import { Instance } from '../support/agent/instance.js';
import { Machine } from '../support/agent/machine/machine.js';
import { packProbeRelease } from '../support/agent/probe-release.js';
import { needMachines } from '../support/agent/privileges.js';
import { openRelease, type Release } from '../support/agent/release.js';
import { needTool } from '../support/agent/tools.js';
import { temporaryFiles } from '../support/temporary-files.js';

describe('the harness', function () {
  this.timeout(60_000);
  const files = temporaryFiles();
  let release: Release;

  before(async function () {
    needMachines(this);
    release = await openRelease(await packProbeRelease(needTool(this, 'bosh'), files.folder));
  });

  const instances: Instance[] = [];
  afterEach(async () => {
    await Promise.all(instances.splice(0).map((instance) => instance.remove()));
  });

  async function create(properties: YamlMap = {}, persistentDiskMb = 0): Promise<Instance> {
    const jobs = [{ name: 'probe', properties }, { name: 'other' }];
    const instance = await Instance.create(release, { name: 'probe', address: '127.0.0.1', persistentDiskMb, jobs });
    instances.push(instance);
    return instance;
  }

  async function deploy(properties: YamlMap = {}, persistentDiskMb = 0): Promise<Instance> {
    const instance = await create(properties, persistentDiskMb);
    await instance.start();
    return instance;
  }

  const log = (instance: Instance, file: string): string[] => instance.log('probe', file).trim().split('\n');

  it('compiles packages behind those that they need', async () => {
    assert.deepEqual(
      release.packages.map(({ name }) => name),
      ['base', 'tool'],
    );
    const { machine } = await create();
    const { stdout } = await machine.run(['cat', '/var/vcap/packages/tool/compiled']);
    const folder = '/var/vcap/data/compile/tool';
    assert.equal(stdout, `${folder} ${folder} /var/vcap/packages/tool tool\n`);
  });

  it("installs jobs with the agent's owners and modes", async () => {
    const { machine } = await create();
    const paths = ['/', '/bin', '/bin/drain', '/config', '/config/bpm.yml', '/packages/tool/bin/probe'];
    const stat = ['stat', '-L', '-c', '%a %U:%G', ...paths.map((path) => `/var/vcap/jobs/probe${path}`)];
    assert.deepEqual((await machine.run(stat)).stdout.trim().split('\n'), [
      ...['750 root:vcap', '750 root:vcap', '750 root:vcap', '750 root:vcap', '640 root:vcap', '755 root:root'],
    ]);
    const folders = ['sys/log/probe', 'sys/run/probe', 'data/probe'].map((path) => `/var/vcap/${path}`);
    const { stdout } = await machine.run(['stat', '-c', '%a %U:%G', ...folders]);
    assert.equal(stdout, '770 root:vcap\n'.repeat(3));
  });

  it('runs the process under the rules of BPM', async () => {
    const instance = await deploy();
    assert.deepEqual(log(instance, 'environment.txt'), [
      'GREETING=a b"c',
      'HOME=/var/vcap/data/probe',
      'LANG=en_US.UTF-8',
      'PATH=/var/vcap/jobs/probe/bin:/usr/local/bin:/usr/local/sbin:/usr/bin:/usr/sbin:/bin:/sbin:.',
      'TMPDIR=/var/vcap/data/probe/tmp',
    ]);
    const [user, group, groups, folder, capabilities, noNewPrivileges] = log(instance, 'identity.txt');
    assert.deepEqual([user, group, groups, folder], ['1000', '1000', '1000', '/var/vcap/jobs/probe']);
    assert.match(capabilities ?? '', /0000000000000000$/);
    assert.match(noNewPrivileges ?? '', /1$/);
    assert.deepEqual(log(instance, 'jobs.txt'), ['probe']);
    assert.deepEqual(log(instance, 'writable.txt'), ['/var/vcap/data/probe', '/tmp']);
    assert.deepEqual(log(instance, 'noexec.txt'), ['noexec']);
    assert.deepEqual(log(instance, 'probe.stdout.log'), ["arguments: polite it's $HOME"]);
    const { stdout } = await instance.machine.run(['stat', '-c', '%a %U', '/var/vcap/sys/log/probe/probe.stdout.log']);
    assert.equal(stdout, '600 vcap\n');
  });

  it('gives the process a disk, a limit and a capability where it asks for them', async () => {
    const onDisk = await deploy({ store: true }, 10);
    assert.ok(log(onDisk, 'writable.txt').includes('/var/vcap/store/probe'));
    assert.equal(log(onDisk, 'identity.txt').at(-1), '1234');
    const capable = await deploy({ capability: true });
    assert.match(log(capable, 'identity.txt')[4] ?? '', /0000000000000400$/);
    await assert.rejects(deploy({ store: true }), /requested persistent disk does not exist/);
  });

  it('runs scripts with a clean environment, and shows what a failed one said', async () => {
    const instance = await deploy();
    const names = log(instance, 'script-environment.txt').map((line) => line.split('=')[0]);
    assert.deepEqual(names, ['PATH', 'PWD', 'SHLVL', '_']);
    await assert.rejects(deploy({ broken: 'pre-start' }), /probe: pre-start ended with 3\n[^]*preparing[^]*no way/);
  });

  it('starts a process again when it is gone, and stops it with TERM', async () => {
    const instance = await deploy();
    const before = instance.monit.pid('probe');
    await instance.kill('probe');
    await instance.back('probe', before);
    assert.equal(instance.monit.restarts.get('probe'), 1);
    await instance.stop();
    assert.equal(instance.monit.pid('probe'), undefined);
    assert.equal(log(instance, 'probe.stdout.log').at(-1), 'TERM');
    assert.equal(instance.machine.read('/var/vcap/data/sys/run/bpm/probe/probe.pid'), undefined);
  });

  it('sends TERM, QUIT after 15 s, and KILL after 2 s more', async () => {
    const instance = await deploy({ mode: 'stubborn' });
    const start = performance.now();
    await instance.stop();
    const seconds = (performance.now() - start) / 1000;
    assert.ok(seconds > 16 && seconds < 25, `it took ${seconds} s`);
    assert.deepEqual(log(instance, 'probe.stdout.log').slice(-2), ['TERM', 'QUIT']);
    assert.equal(instance.monit.pid('probe'), undefined);
  });

  it('drains as often as the script asks, and refuses what is no number', async () => {
    const instance = await deploy({ drain: 'dynamic' });
    await instance.drain();
    assert.deepEqual(instance.machine.read('/var/vcap/data/probe/drains')?.trim().split('\n'), [
      'job_shutdown hash_unchanged {"persistent_disk":0}',
      'job_check_status hash_unchanged {"persistent_disk":0}',
      'job_check_status hash_unchanged {"persistent_disk":0}',
    ]);
    const wrong = await deploy({ drain: 'wrong' });
    await assert.rejects(wrong.drain(), /drain must print a number, and printed "soon"/);
  });

  it('runs errands, and gives their output and exit code', async () => {
    const instance = await create();
    assert.deepEqual(await instance.errand('probe'), { status: 7, stdout: 'out\n', stderr: 'err\n' });
  });

  it('leaves nothing behind, not even when it is killed', async () => {
    const outside = existsSync('/var/vcap');
    const machine = await Machine.boot({ name: 'gone' });
    await machine.run(['sh', '-c', 'sleep 1000 >/dev/null 2>&1 & echo']);
    const first = machine.outside('/');
    await machine.remove();
    assert.equal(existsSync(first), false);
    const program = new URL('../support/agent/machine/machine.ts', import.meta.url).href;
    const source = `const { Machine } = await import('${program}'); console.log((await Machine.boot({ name: 'orphan' })).outside('/')); setInterval(() => undefined, 1000);`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', source], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const orphan = await new Promise<string>((resolve) =>
      child.stdout.once('data', (text) => resolve(String(text).trim())),
    );
    assert.equal(existsSync(orphan), true);
    child.kill('SIGKILL');
    for (let tries = 0; existsSync(orphan) && tries < 100; tries++) await new Promise((next) => setTimeout(next, 50));
    assert.equal(existsSync(orphan), false);
    assert.equal(existsSync('/var/vcap'), outside);
  });
});
