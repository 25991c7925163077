import assert from 'node:assert/strict';
import { temporaryFiles } from '../../support/temporary-files.js';
import { checked } from './checked.js';

describe('stagingDisk', () => {
  const files = temporaryFiles();
  const executor = 'property_overrides: {executor: {disk_capacity_mb: 8000, memory_capacity_mb: 1000}}';

  async function settings(...lines: readonly string[]): Promise<string[]> {
    return checked({ settings: [files.write('docker.yml', `${lines.join('\n')}\n`)] });
  }

  it('refuses limits that are larger than what a cell gives', async () => {
    assert.deepEqual(await settings('staging: {disk_mb: 9000, memory_mb: 2000}', executor), [
      '1:11: error: staging.disk_mb is 9000 MiB, a cell gives 8000 MiB: nothing could be staged',
      '1:26: error: staging.memory_mb is 2000 MiB, a cell gives 1000 MiB: nothing could be staged',
    ]);
  });

  it('stops nobody for a default', async () => {
    assert.deepEqual(await settings(executor), [
      '1:33: warning: staging.disk_mb is 10240 MiB by default, a cell gives 8000 MiB: nothing could be staged',
    ]);
  });

  it('takes what fits, and compares nothing with auto or a variable', async () => {
    assert.deepEqual(await settings('staging: {disk_mb: 8000, memory_mb: 1000}', executor), []);
    for (const capacity of ['auto', '((disk))']) {
      assert.deepEqual(await settings(`property_overrides: {executor: {disk_capacity_mb: ${capacity}}}`), [], capacity);
    }
  });
});
