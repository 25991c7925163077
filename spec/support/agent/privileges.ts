/** Whether machines can be made here: that needs root, and namespaces that it may use. */
import { spawnSync } from 'node:child_process';
import type { Context } from 'mocha';

let answer: string | undefined;

/** Why no machine can be made, or the empty string where one can. */
function obstacle(): string {
  const script = 'mount --make-rprivate / && mount -t tmpfs none /tmp';
  const flags = ['--mount', '--pid', '--uts', '--ipc', '--fork'];
  const { status, stderr, error } = spawnSync('unshare', [...flags, 'sh', '-c', script], { encoding: 'utf8' });
  return status === 0 ? '' : (error?.message ?? stderr.trim());
}

/** Skips the suite or test, visibly, where no machine can be made; under CI=true it fails instead. */
export function needMachines(test: Context): void {
  answer ??= obstacle();
  if (answer === '') return;
  const message = `machines need root, and unshare and mount that it may use: ${answer}`;
  if (process.env['CI'] === 'true') throw new Error(message);
  process.stderr.write(`skipped: ${message}\n`);
  test.skip();
}
