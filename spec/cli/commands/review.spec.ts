/** In which format a review is written: what is asked for, what the name of the file says, else the page. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { genManifest } from '../../support/gen-manifest.js';
import { temporaryFiles } from '../../support/temporary-files.js';

/** Nothing to deploy: no job has to be rendered for it. */
const nothing = [
  '--foundation',
  'cf-deployment@58.0.0',
  '--set',
  'registry.enabled=false',
  '--set',
  'cache.enabled=false',
];

describe('gen-manifest review', () => {
  const files = temporaryFiles();
  const formatOf = (text: string): string => (text.startsWith('<!doctype html>') ? 'html' : 'markdown');

  async function printed(...more: string[]): Promise<string> {
    const { stdout, stderr } = await genManifest('review', ...nothing, ...more);
    assert.match(stdout, /Registry and cache|Docker|cf-deployment@58\.0\.0/, stderr);
    return formatOf(stdout);
  }

  async function written(name: string, ...more: string[]): Promise<string> {
    const { stdout, stderr } = await genManifest('review', ...nothing, '--out', files.path(name), ...more);
    assert.equal(stdout, '', stderr);
    return formatOf(readFileSync(files.path(name), 'utf8'));
  }

  it('is a page where nothing is said', async () => assert.equal(await printed(), 'html'));
  it('is what is asked for', async () => assert.equal(await printed('--format', 'markdown'), 'markdown'));
  it('is what the name of its file says', async () => {
    assert.equal(await written('review.html'), 'html');
    assert.equal(await written('review.md'), 'markdown');
    assert.equal(await written('comment', '--format', 'markdown'), 'markdown');
    assert.equal(await written('page.md', '--format', 'html'), 'html');
  });
});
