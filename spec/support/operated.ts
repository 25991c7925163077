/** Runs gen-manifest in this process as an operator would, whose tools and temporary files it may use. */
import { run } from '../../src/gen-manifest/cli/run.js';
import { operator } from '../../src/gen-manifest/operator.js';
import type { Outcome } from './gen-manifest.js';

/** Runs it with these changes to the environment. */
export async function operated(
  argv: readonly string[],
  changes: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  let stdout = '';
  let stderr = '';
  const exitCode = await run(argv, {
    stdout: (text) => void (stdout += text),
    stderr: (text) => void (stderr += text),
    operator: {
      environment: { ...operator.environment, ...changes },
      get stdin() {
        return operator.stdin;
      },
      wait: operator.wait,
      whenEnded: operator.whenEnded,
    },
  });
  return { exitCode, stdout, stderr };
}
