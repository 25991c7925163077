/** The clients of the benchmark: a small Go program beside this file, which costs less than the servers do. */
import { fileURLToPath } from 'node:url';
import { command } from '../../support/agent/command.js';
import type { Credentials } from '../../support/registry/deployment.js';

const source = fileURLToPath(new URL('load', import.meta.url));

/** What the clients did together. */
export interface Load {
  readonly requests: number;
  readonly bytes: number;
  readonly seconds: number;
}

/** Where the clients go, and as whom. */
export interface Target {
  readonly url: string;
  readonly as?: Credentials;
  /** A file with the CA to trust. */
  readonly ca?: string;
}

/** Runs the clients once; `flags` are those of load/main.go. */
export type LoadRunner = (what: 'push' | 'pull' | 'manifests', target: Target, ...flags: string[]) => Promise<Load>;

/** Builds the program at `program`. */
export async function buildLoad(program: string): Promise<LoadRunner> {
  const environment = Object.fromEntries(Object.entries(process.env).map(([name, value]) => [name, value ?? '']));
  const build = ['go', 'build', '-trimpath', '-o', program, '.'];
  await command(build, { cwd: source, env: { ...environment, GOWORK: 'off' }, timeoutMs: 300_000 });
  return async (what, { url, as, ca }, ...flags) => {
    const env = {
      ...(as && { LOAD_USER: as.user, LOAD_PASSWORD: as.password }),
      ...(ca !== undefined && { SSL_CERT_FILE: ca }),
    };
    const { stdout } = await command([program, ...flags, what, url, 'bench/app'], { env, timeoutMs: 600_000 });
    return JSON.parse(stdout) as Load;
  };
}
