/** The rules of BPM for a process that a control script runs in its place. */
import assert from 'node:assert/strict';
import type { Instance } from './instance.js';

/** Asserts that the process of a service runs as vcap, without privileges, with limits and an environment of its own. */
export async function assertRules({ machine, monit }: Instance, service: string): Promise<void> {
  const pid = monit.pid(service);
  assert.ok(pid !== undefined, `${service} does not run`);
  assert.equal((await machine.run(['test', '-e', '/var/vcap/jobs/bpm'], { mayFail: true })).status, 1);
  const status = machine.read(`/proc/${pid}/status`) ?? '';
  assert.match(status, /^Uid:\t1000\t1000\t1000\t1000$/m);
  assert.match(status, /^Gid:\t1000\t1000\t1000\t1000$/m);
  assert.match(status, /^Groups:\s*$/m);
  assert.match(status, /^CapEff:\t0+$/m);
  assert.match(status, /^NoNewPrivs:\t1$/m);
  const hard = Number((await machine.run(['bash', '-c', 'ulimit -Hn'])).stdout) || Infinity;
  const open = /^Max open files\s+(\d+)\s/m.exec(machine.read(`/proc/${pid}/limits`) ?? '')?.[1];
  assert.equal(Number(open), Math.min(65536, hard));
  const environment = (machine.read(`/proc/${pid}/environ`) ?? '').split('\0').map((line) => line.split('=')[0]);
  assert.deepEqual(environment.filter(Boolean).sort(), ['HOME', 'LANG', 'OTEL_TRACES_EXPORTER', 'PATH', 'TMPDIR']);
}
