import assert from 'node:assert/strict';
import { report } from '../../src/gen-manifest/cli/report.js';
import type { Finding } from '../../src/gen-manifest/errors.js';
import { parseYaml } from '../../src/gen-manifest/settings/yaml-source.js';

const finding = (message: string, more: Partial<Finding> = {}): Finding => ({
  code: 'usage',
  severity: 'error',
  message,
  ...more,
});

describe('report', () => {
  it('puts errors before warnings and notes, each in the order of files, lines and columns', () => {
    const at = (file: string, line: number, column: number) => ({ place: { file, line, column } });
    const text = report(
      [
        finding('f', { severity: 'note' }),
        finding('e', { severity: 'warning', ...at('a.yml', 1, 1) }),
        finding('d', at('b.yml', 1, 1)),
        finding('c', at('a.yml', 10, 1)),
        finding('b', at('a.yml', 9, 2)),
        finding('a', at('a.yml', 9, 1)),
      ],
      [],
    );
    assert.deepEqual(text.split('\n'), [
      'a.yml:9:1: error: a',
      'a.yml:9:2: error: b',
      'a.yml:10:1: error: c',
      'b.yml:1:1: error: d',
      'a.yml:1:1: warning: e',
      'note: f',
      '',
    ]);
  });

  it('looks up the line and column of a path, shows hints below, and nothing twice', async () => {
    const source = await parseYaml('a.yml', 'x:\n  - y: 1\n', []);
    const found = finding('wrong', { hint: 'do this', place: { file: 'a.yml', path: ['x', 0, 'y'] } });
    assert.equal(report([found, found], source ? [source] : []), 'a.yml:2:5: error: wrong\n  do this\n');
    assert.equal(report([found], []), 'a.yml: error: wrong\n  do this\n');
  });
});
