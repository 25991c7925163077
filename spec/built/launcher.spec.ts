import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import flags from '../../src/build/v8-flags.json' with { type: 'json' };
import { bin, shell } from './bin.js';

describe('the built bin', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'gen-manifest-bin-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Its check is in a part of the program. */
  const property = ['--set', 'registry.properties.log.level=warn'];
  const manifest = (program: string) =>
    spawnSync(process.execPath, [program, '--env', 'openstack', ...property], { encoding: 'utf8', maxBuffer: 1 << 26 });

  it('prints the same without its code caches, or with broken ones', () => {
    const copy = join(folder, 'dist');
    cpSync(dirname(bin), copy, { recursive: true });
    const { status, stdout } = manifest(bin);
    assert.equal(status, 0);
    const caches = ['program.cache', 'job-validators.js.cache'].map((name) => join(copy, name));
    const breaks: Readonly<Record<string, (cache: string) => void>> = {
      'not a cache': (cache) => writeFileSync(cache, 'not a cache'),
      'cut off': (cache) => truncateSync(cache, 5),
      missing: (cache) => rmSync(cache),
    };
    for (const [how, make] of Object.entries(breaks)) {
      caches.forEach(make);
      assert.equal(manifest(join(copy, 'gen-manifest.cjs')).stdout, stdout, how);
    }
  });

  it('has caches that V8 takes, each under the flags that it is read under', () => {
    const refused = `
      const { readFileSync, readdirSync } = require('node:fs');
      const { Script } = require('node:vm');
      process.chdir(process.argv[1]);
      const refused = (cache, script) =>
        new Script(readFileSync(script, 'latin1'), { filename: script, cachedData: readFileSync(cache) })
          .cachedDataRejected ? [cache] : [];
      const [parts, programs] = [/\\.js\\.cache$/, /^[a-z]+\\.cache$/].map((name) => readdirSync('.').filter((each) => name.test(each)));
      const found = programs.flatMap((cache) => refused(cache, 'program.js'));
      for (const flag of ${JSON.stringify(flags)}) require('node:v8').setFlagsFromString(flag);
      found.push(...parts.flatMap((cache) => refused(cache, cache.replace(/\\.cache$/, ''))));
      console.log(JSON.stringify({ programs, parts, found }));
    `;
    const { stdout } = spawnSync(process.execPath, ['-e', refused, dirname(bin)], { encoding: 'utf8' });
    assert.deepEqual(JSON.parse(stdout), {
      programs: ['ops.cache', 'program.cache', 'review.cache'],
      parts: ['job-validators.js.cache', 'next-steps.js.cache', 'review-page.js.cache', 'yaml.js.cache'],
      found: [],
    });
  });

  it('writes all of it into a slow pipe, and takes no offence at a reader that leaves', () => {
    const whole = shell('gen-manifest --env bosh-lite 2> /dev/null | wc -l', folder);
    const slow = shell('gen-manifest --env bosh-lite 2> /dev/null | (sleep 0.3; cat) | wc -l', folder);
    assert.equal(slow.stdout, whole.stdout);
    const left = shell('set +o pipefail; gen-manifest --env bosh-lite 2> err | head -1; cat err', folder);
    assert.doesNotMatch(left.stdout, /EPIPE|at .*\.js/);
  });

  it('waits for a pipe that is full and does not block', function () {
    const slowly = [
      'import fcntl, os, subprocess, sys, time',
      'r, w = os.pipe()',
      'fcntl.fcntl(w, 1031, 4096)', // F_SETPIPE_SZ: the smallest pipe that Linux has
      'fcntl.fcntl(w, fcntl.F_SETFL, os.O_WRONLY | os.O_NONBLOCK)',
      'child = subprocess.Popen(sys.argv[1:], stdout=w, stderr=subprocess.DEVNULL)',
      'os.close(w)',
      'time.sleep(0.5)',
      'while part := os.read(r, 4096): sys.stdout.buffer.write(part)',
      'sys.exit(child.wait())',
    ].join('\n');
    const argv = ['-c', slowly, process.execPath, bin, '--env', 'bosh-lite'];
    const { status, stdout, error } = spawnSync('python3', argv, { encoding: 'utf8', maxBuffer: 1 << 26 });
    if (error || process.platform !== 'linux') return this.skip();
    assert.equal(status, 0);
    assert.equal(stdout, shell('gen-manifest --env bosh-lite 2> /dev/null', folder).stdout);
  });

  it('gives the exit codes to the shell, and writes nothing on a mistake', () => {
    assert.equal(shell('gen-manifest --env openstack > diego.yml', folder).status, 0);
    const wrong = shell('gen-manifest --env opnstack', folder);
    assert.equal(wrong.status, 2);
    assert.equal(wrong.stdout, '');
    assert.match(wrong.stderr, /did you mean openstack\?/);
    const unwritable = shell('touch taken; gen-manifest stubs --env openstack --out taken', folder);
    assert.equal(unwritable.status, 3);
    assert.match(unwritable.stderr, /nothing was written to taken/);
  });

  it('ends with 3 where stdout takes no more, and says so', function () {
    if (process.platform !== 'linux') return this.skip();
    const { status, stderr } = shell('gen-manifest --env openstack > /dev/full', folder);
    assert.equal(status, 3, stderr);
    assert.match(
      stderr,
      /^error: stdout does not take all of the output: there is no room left\n {2}what has arrived/m,
    );
    assert.equal(shell('gen-manifest validate 2> /dev/full', folder).status, 0);
  });

  it('reads a manifest from a pipe', () => {
    const { status, stderr } = shell(
      'gen-manifest --env openstack -n <(echo "instance_count_overrides: {cell_z1: {instances: 7}}") | grep -c "instances: 7"',
      folder,
    );
    assert.equal(status, 0, stderr);
  });
});
