import assert from 'node:assert/strict';
import { fail, run } from '../../src/gen-manifest/cli/run.js';
import { assertNoStack } from '../support/gen-manifest.js';

describe('run', () => {
  it('ends with 1 for a bug, and says so in one sentence', async () => {
    let stderr = '';
    const exitCode = await run(['schema'], {
      stdout: () => {
        throw new TypeError('x is not a thing\nsecond line');
      },
      stderr: (text) => void (stderr += text),
    });
    assert.equal(exitCode, 1);
    assert.equal(
      stderr,
      'error: this is a bug in gen-manifest: x is not a thing\n  please report it with the command and its inputs\n',
    );
    assertNoStack(stderr);
  });
});

describe('fail', () => {
  it('ends with 3 where a tool or a write failed, else with 2', async () => {
    const io = { stdout: () => undefined, stderr: () => undefined };
    const finding = { severity: 'error', message: 'x' } as const;
    assert.equal(await fail([{ ...finding, code: 'usage' }], io), 2);
    assert.equal(await fail([{ ...finding, code: 'write-failed' }], io), 3);
    assert.equal(await fail([{ ...finding, code: 'tool-failed' }], io), 3);
  });
});
