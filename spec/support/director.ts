/**
 * Jobs rendered by the Director's own template classes in a real Ruby, to hold this project's rendering against.
 *
 * BOSH_DIR names a checkout of cloudfoundry/bosh, BOSH_RELEASES folders of releases, with colons between.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { JobInput, JobSource } from '../../src/gen-manifest/erb/job.js';
import type { RenderedJob } from '../../src/gen-manifest/erb/ruby.js';
import { rubyJson } from '../../src/gen-manifest/erb/ruby-json.js';
import type { YamlMap, YamlValue } from '../../src/gen-manifest/yaml-value.js';

const bosh = process.env['BOSH_DIR'] ?? '';

/** Folders of other releases. */
export const otherReleases: readonly string[] = (process.env['BOSH_RELEASES'] ?? '').split(':').filter(Boolean);

/** Whether the Director's classes are here, and a Ruby with Active Support (Debian: ruby-activesupport) to run them. */
export function hasDirector(): boolean {
  return bosh !== '' && spawnSync('ruby', ['-ractive_support', '-e', '']).status === 0;
}

/** What the Director makes of a template: its text, or the exception. */
export type Outcome = { text: string } | { error: string; message: string; line: number | null };
/** By template, `monit` among them; or the exception that came before the first of them. */
export type Answer = Record<string, Outcome> | { error: string; message: string };

/** The Director's answers for jobs with what a deployment gives them, in one run of Ruby. */
export function directorAnswers(requests: readonly { readonly job: JobSource; readonly input: JobInput }[]): Answer[] {
  return answersOf<Answer>(
    'director.rb',
    requests.map(({ job, input }) => request(job, input)),
  );
}

/** The lines that the Director shows of what differs in pairs of manifests: each line, and `added` or `removed`. */
export function directorChangesets(pairs: readonly (readonly [YamlValue, YamlValue])[]) {
  return answersOf<(readonly [line: string, status: string])[]>(
    'changeset.rb',
    pairs.map(([old, now]) => rubyJson([old, now])),
  );
}

/** One run of a script with a request a line, and an answer a line. */
function answersOf<T>(script: string, lines: readonly string[]): T[] {
  const { stdout, stderr, status } = spawnSync('ruby', [fileURLToPath(new URL(script, import.meta.url)), bosh], {
    input: lines.map((line) => `${line}\n`).join(''),
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  assert.equal(status, 0, stderr);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
}

function request(job: JobSource, input: JobInput): string {
  return rubyJson({
    spec: job.spec,
    sources: Object.fromEntries(job.templates),
    monit: job.monit ?? null,
    properties: input.properties,
    links: input.links as unknown as YamlMap,
    instance: { ...input.instance } as YamlMap,
  });
}

/** Asserts that a job is what the Director makes of it: the same texts, and the same errors in the same lines. */
export function assertSame(ours: RenderedJob, director: Answer, about: string): void {
  if ('error' in director && typeof director.error === 'string') {
    assert.equal(ours.problems.length, 1, about);
    assert.ok(
      ours.problems[0]?.message.includes(director.message as string),
      `${about}: ${director.message as string}`,
    );
    return;
  }
  for (const [path, outcome] of Object.entries(director as Record<string, Outcome>)) {
    const problem = ours.problems.find(({ template }) => template === path);
    if ('text' in outcome) {
      assert.equal(problem, undefined, `${about} ${path}: ${problem?.message ?? ''}`);
      assertSameText(textOf(ours, path), outcome.text, `${about} ${path}`);
    } else {
      assert.ok(problem, `${about} ${path}: the Director raised ${outcome.error}: ${outcome.message}`);
      assert.equal(problem.line ?? null, outcome.line, `${about} ${path}: ${plainMessage(outcome.message)}`);
    }
  }
}

function textOf(ours: RenderedJob, path: string): string {
  return (path === 'monit' ? ours.monit : ours.files.get(path)?.text) ?? '';
}

/** Fails with the first line that differs: a diff of large files takes longer than all that is tested. */
function assertSameText(ours: string, director: string, about: string): void {
  const [a, b] = [comparable(ours), comparable(director)];
  const at = a.findIndex((line, index) => line !== b[index]);
  if (at < 0 && a.length === b.length) return;
  const line = at < 0 ? Math.min(a.length, b.length) : at;
  assert.equal(a[line], b[line], `${about}, line ${line + 1} of ${a.length} and ${b.length}`);
}

/** Ruby 3.4 shows a hash with spaces and quotes names with ' on both sides; templates that print either are rare. */
const plainMessage = (message: string): string => message.replaceAll('`', "'").split('\n')[0] as string;

/** An object that a template prints by mistake, as `<%= if_p(...) %>` does: its place in memory is another each time. */
const anObject = /#<[\w:]+:0x[0-9a-f]+>/g;

/**
 * Ruby 3.4 writes an empty list of JSON on one line and quotes the y and n of YAML, 3.1 did neither; what is before
 * the document is compared as text.
 */
function comparable(text: string): string[] {
  const [comments] = /^(#.*\n)*/.exec(text) ?? [''];
  try {
    const document: unknown = JSON.parse(text.slice(comments.length));
    return [comments, ...JSON.stringify(document, null, 1).split('\n')];
  } catch {
    return text.split('\n').map((line) => line.replace(/(^|[ :-] )"([yn])"$/i, '$1$2').replace(anObject, '#<object>'));
  }
}
