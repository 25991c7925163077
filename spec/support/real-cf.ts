/** The real cf CLI, where this machine has one: CF_PROGRAM, .tools/bin/cf, or `cf` on the PATH. */
import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A cf CLI and its major version. */
export interface RealCf {
  readonly program: string;
  readonly major: number;
}

/** Undefined where there is none. */
export function realCf(): RealCf | undefined {
  const { CF_PROGRAM: named, PATH = '' } = process.env;
  const tools = fileURLToPath(new URL('../../.tools/bin/cf', import.meta.url));
  const onPath = PATH.split(delimiter).map((folder) => join(folder, 'cf'));
  for (const program of [...(named ? [named] : []), tools, ...onPath]) {
    const { stdout } = spawnSync(program, ['version'], {
      encoding: 'utf8',
      env: { ...process.env, CF_HOME: '/nowhere' },
    });
    const [, major] = /^\S+ version (\d+)\./m.exec(stdout ?? '') ?? [];
    if (major !== undefined) return { program, major: Number(major) };
  }
  return undefined;
}
