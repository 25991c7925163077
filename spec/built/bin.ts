/** The built bin, as a user runs it. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const bin = fileURLToPath(new URL('../../dist/gen-manifest.cjs', import.meta.url));

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one shell line in `folder`, where `gen-manifest` is on the PATH. */
export function shell(line: string, folder: string): Ended {
  const programs = mkdtempSync(join(tmpdir(), 'gen-manifest-bin-'));
  const program = join(programs, 'gen-manifest');
  writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${bin}' "$@"\n`);
  chmodSync(program, 0o755);
  const PATH = `${programs}${delimiter}${process.env['PATH']}`;
  try {
    const { status, stdout, stderr } = spawnSync('bash', ['-euo', 'pipefail', '-c', line], {
      cwd: folder,
      env: { ...process.env, PATH },
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    return { status, stdout, stderr };
  } finally {
    rmSync(programs, { recursive: true });
  }
}
