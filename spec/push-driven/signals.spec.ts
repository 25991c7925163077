/** A push that is ended in the middle: the file of the request is gone, and so is cf. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CfUser } from '../support/cf-user.js';
import { startFoundry } from '../support/cloud-controller/start.js';
import { foundry } from '../support/cloud-controller/v2.js';

const main = fileURLToPath(new URL('../../src/gen-manifest/main.ts', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));

describe('gen-manifest push, ended by a signal', () => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    it(`${signal}: leaves no file`, async () => {
      const api = await startFoundry(foundry('2.82.0', '3.17.0'));
      const user = new CfUser(api.url);
      try {
        const child = spawn(
          process.execPath,
          ['--import', 'tsx', main, 'push', 'web', '--image', 'org/private', '--docker-username', 'u'],
          { cwd: root, env: user.environment({ CF_DOCKER_PASSWORD: 'S3cret', CF_HANG: '1' }), stdio: 'ignore' },
        );
        const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once('exit', (_code, by) => resolve(by)));
        const hanging = (): boolean => user.calls().some(({ mode }) => mode === '600');
        for (let tries = 0; !hanging() && tries < 600; tries++) await new Promise((resolve) => setTimeout(resolve, 50));
        assert.ok(hanging(), 'cf was not called with a body');
        const bodies = (): string[] => readdirSync(user.temporary).filter((name) => name.startsWith('gen-manifest-'));
        assert.equal(bodies().length, 1);
        child.kill(signal);
        assert.equal(await ended, signal);
        assert.deepEqual(bodies(), []);
        assert.ok(existsSync(user.folder));
      } finally {
        user.remove();
        await api.stop();
      }
    });
  }
});
