import assert from 'node:assert/strict';
import { temporaryFiles } from '../../support/temporary-files.js';
import { checked } from './checked.js';

describe('logLevels', () => {
  const files = temporaryFiles();

  it('warns of levels that no job knows, and of nothing else', async () => {
    const text = [
      'property_overrides:',
      '  rep: {log_level: warn}',
      '  bbs: {log_level: debug}',
      '  tps: {log_level: ((level))}',
      '  nsync: {log_level: ~}',
      '',
    ];
    assert.deepEqual(await checked({ settings: [files.write('docker.yml', text.join('\n'))] }), [
      '2:9: warning: rep.log_level is warn, which no job of Diego knows: it will not start',
    ]);
  });
});
