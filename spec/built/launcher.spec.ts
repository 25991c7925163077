import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bin, shell } from './bin.js';

describe('the built bin', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'gen-manifest-bin-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const manifest = (program: string) =>
    spawnSync(process.execPath, [program, '--env', 'openstack'], { encoding: 'utf8', maxBuffer: 1 << 26 });

  it('prints the same without its code cache, or with a broken one', () => {
    const copy = join(folder, 'dist');
    cpSync(dirname(bin), copy, { recursive: true });
    const { status, stdout } = manifest(bin);
    assert.equal(status, 0);
    writeFileSync(join(copy, 'program.cache'), 'not a cache');
    assert.equal(manifest(join(copy, 'gen-manifest.cjs')).stdout, stdout);
    truncateSync(join(copy, 'program.cache'), 5);
    assert.equal(manifest(join(copy, 'gen-manifest.cjs')).stdout, stdout);
    rmSync(join(copy, 'program.cache'));
    assert.equal(manifest(join(copy, 'gen-manifest.cjs')).stdout, stdout);
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
