/** Directors that take v1 manifests may run Ruby 2.3 (bosh v262, packages/ruby): no template needs a newer one. */
import assert from 'node:assert/strict';
import { jobs } from '../../src/gen-manifest/release/jobs.js';
import { jobSource } from '../support/job-folder.js';
import { releaseRoot } from '../support/release-jobs.js';

/** What came with Ruby 2.4 and later, as far as templates are likely to use it (the NEWS files of those versions). */
const newer: readonly RegExp[] = [
  /\.match\?/,
  /\.to_h (\{|do)/,
  /\.(sum|transform_values|transform_keys|filter_map|delete_prefix|delete_suffix|each_entry|tally|then)\b/,
  /\.(yield_self|unpack1|dig_fetch|slice_when|clamp|casecmp\?|uniq \{|filter|except|sole|start_with\?\(\/)\b/,
  /\bit\b *[.)]|_1\b/,
];

describe('ERB of the release', () => {
  it('runs on Ruby 2.3', () => {
    const found = jobs.flatMap(({ name }) =>
      [...jobSource(releaseRoot, name).templates].flatMap(([path, text]) =>
        rubyOf(text)
          .filter((line) => newer.some((pattern) => pattern.test(line)))
          .map((line) => `${name}/${path}: ${line.trim()}`),
      ),
    );
    assert.deepEqual(found, []);
  });
});

/** The lines of Ruby code in ERB, without comments and without the table of properties. */
function rubyOf(text: string): string[] {
  return [...text.matchAll(/<%-?=?([^]*?)-?%>/g)]
    .flatMap(([, code = '']) => code.replace(/<<'PROPERTIES'[^]*?^PROPERTIES$/m, '').split('\n'))
    .filter((line) => !/^\s*#/.test(line));
}
