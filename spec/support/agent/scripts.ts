/** The scripts that the agent runs: pre-start, post-start, drain and their like. */
import type { Outcome } from './command.js';
import type { Machine } from './machine/machine.js';

/** The log of a script that the agent runs. */
const logFile = (job: string, script: string, stream: string): string =>
  `/var/vcap/data/sys/log/${job}/${script}.${stream}.log`;

/** Runs a script of a job with its output in the job's logs, where it has one (bosh-agent, generic_script.go). */
export async function runLogged(machine: Machine, job: string, script: string): Promise<void> {
  const run = 'if [ -e "$0" ]; then exec "$0" >>"$1" 2>>"$2"; fi';
  const logs = ['stdout', 'stderr'].map((stream) => logFile(job, script, stream));
  const path = `/var/vcap/jobs/${job}/bin/${script}`;
  const { status } = await machine.run(['sh', '-c', run, path, ...logs], { mayFail: true, timeoutMs: 300_000 });
  if (status === 0) return;
  const said = logs.map((log) => (machine.read(log) ?? '').split('\n').slice(-20).join('\n'));
  throw new Error(`${job}: ${script} ended with ${status}\n${said.join('\n')}`);
}

/**
 * Runs a job's drain script, where it has one, until it asks for no more (bosh-agent, script/drain): a number
 * of seconds to wait, or a negative one to wait and be run again with `job_check_status`.
 */
export async function runDrain(machine: Machine, job: string, persistentDiskMb: number): Promise<void> {
  const path = `/var/vcap/jobs/${job}/bin/drain`;
  const env = { BOSH_JOB_STATE: JSON.stringify({ persistent_disk: persistentDiskMb }) };
  for (let change = 'job_shutdown'; ; change = 'job_check_status') {
    const found = await machine.run(['sh', '-c', 'test -e "$0"', path], { mayFail: true });
    if (found.status !== 0) return;
    const outcome = await machine.run([path, change, 'hash_unchanged'], { env, mayFail: true, timeoutMs: 600_000 });
    const seconds = secondsOf(job, outcome);
    await new Promise((resolve) => setTimeout(resolve, Math.abs(seconds) * 1000));
    if (seconds >= 0) return;
  }
}

function secondsOf(job: string, { stdout, stderr, status }: Outcome): number {
  const text = stdout.trim();
  if (!/^[+-]?\d+$/.test(text)) {
    throw new Error(`${job}: drain must print a number, and printed ${JSON.stringify(text)} (${status})\n${stderr}`);
  }
  return Number(text);
}
