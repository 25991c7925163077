/**
 * Jobs of other releases, rendered here and by the Director's own classes in a real Ruby: the same texts,
 * and the same errors in the same lines.
 *
 * BOSH_DIR names a checkout of cloudfoundry/bosh, BOSH_RELEASES folders of releases, with colons between.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import fc, { type Arbitrary } from 'fast-check';
import { load, YAML11_SCHEMA } from 'js-yaml';
import { instanceSpec, type JobInput, type JobSource, type Link } from '../../src/gen-manifest/erb/job.js';
import { bootRuby, type RenderedJob, type Ruby } from '../../src/gen-manifest/erb/ruby.js';
import { rubyJson } from '../../src/gen-manifest/erb/ruby-json.js';
import { isMap, type YamlMap, type YamlValue } from '../../src/gen-manifest/yaml-value.js';
import { jobNames, jobSource } from '../support/job-folder.js';
import { runCount } from '../support/run-count.js';

const bosh = process.env['BOSH_DIR'] ?? '';
const releases = (process.env['BOSH_RELEASES'] ?? '').split(':').filter((folder) => folder !== '');

type Outcome = { text: string } | { error: string; message: string; line: number | null };
type Answer = Record<string, Outcome> | { error: string; message: string };

function directorAnswers(requests: readonly string[]): Answer[] {
  const script = fileURLToPath(new URL('../support/director.rb', import.meta.url));
  const { stdout, stderr, status } = spawnSync('ruby', [script, bosh], {
    input: requests.map((request) => `${request}\n`).join(''),
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  assert.equal(status, 0, stderr);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Answer);
}

const anyText = fc.oneof(
  fc.constantFrom('yes', '0123', 'a: b #c', '<%= 1 %>', '"', "it's", '', 'ä\n☃', '10.0.0.1', 'https://example.com'),
  fc.string({ maxLength: 8 }),
);

function like(value: YamlValue | undefined): Arbitrary<YamlValue> {
  if (typeof value === 'boolean') return fc.boolean();
  if (typeof value === 'number') return fc.integer({ min: 0, max: 65535 });
  if (Array.isArray(value)) return fc.array(value.length > 0 ? like(value[0]) : anyText, { maxLength: 3 });
  if (isMap(value)) return fc.oneof(fc.constant(value), fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), anyText));
  return anyText;
}

/** Values for every declared property: none, its example, or something of the kind of its default. */
function properties(declared: YamlMap): Arbitrary<YamlMap> {
  const values = Object.entries(declared).map(([name, declaration]): [string, Arbitrary<YamlValue | undefined>] => {
    const { default: standard, example } = (isMap(declaration) ? declaration : {}) as Record<string, YamlValue>;
    const given = example === undefined ? like(standard) : fc.oneof(fc.constant(example), like(example));
    return [name, fc.oneof(fc.constant(undefined), { weight: 3, arbitrary: given })];
  });
  return fc.record(Object.fromEntries(values)).map((flat) => nested(flat));
}

function nested(flat: Readonly<Record<string, YamlValue | undefined>>): YamlMap {
  const root: YamlMap = {};
  for (const [name, value] of Object.entries(flat)) {
    const steps = name.split('.');
    let here: YamlValue = root;
    for (const step of steps.slice(0, -1)) {
      here = isMap(here[step]) ? here[step] : (here[step] = {});
    }
    if (value !== undefined) here[steps.at(-1) as string] = value;
  }
  return root;
}

function inputs(job: JobSource): Arbitrary<JobInput> {
  const spec = load(job.spec, { schema: YAML11_SCHEMA }) as YamlMap;
  const declared = isMap(spec['properties']) ? spec['properties'] : {};
  const consumed = (Array.isArray(spec['consumes']) ? spec['consumes'] : []) as { name: string }[];
  return fc.record({ properties: properties(declared), address: anyText, index: fc.nat(3) }).map((given) => {
    const link: Link = {
      properties: given.properties,
      address: given.address,
      instances: [
        { name: 'i', index: 0, id: 'x', az: null, address: '10.0.0.9', bootstrap: true, properties: given.properties },
      ],
    };
    return {
      properties: given.properties,
      links: Object.fromEntries(consumed.map(({ name }) => [name, link])),
      instance: instanceSpec({ index: given.index }),
    };
  });
}

function request(job: JobSource, input: JobInput): string {
  return rubyJson({
    spec: job.spec,
    sources: Object.fromEntries(job.templates),
    properties: input.properties,
    links: input.links as unknown as YamlMap,
    instance: { ...input.instance } as YamlMap,
  });
}

/** Ruby 3.4 shows a hash with spaces and quotes names with ' on both sides; templates that print either are rare. */
const plainMessage = (message: string): string => message.replaceAll('`', "'").split('\n')[0] as string;

/** Ruby 3.4 writes an empty list of JSON on one line, 3.1 did not; what is before the document is compared as text. */
function comparable(text: string): unknown {
  const [comments] = /^(#.*\n)*/.exec(text) ?? [''];
  try {
    return [comments, JSON.parse(text.slice(comments.length))];
  } catch {
    return text;
  }
}

function assertSame(ours: RenderedJob, director: Answer, about: string): void {
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
      assert.deepEqual(comparable(ours.files.get(path)?.text ?? ''), comparable(outcome.text), `${about} ${path}`);
    } else {
      assert.ok(problem, `${about} ${path}: the Director raised ${outcome.error}: ${outcome.message}`);
      assert.equal(problem.line ?? null, outcome.line, `${about} ${path}: ${plainMessage(outcome.message)}`);
    }
  }
}

describe('render, compared with the Director', function () {
  this.timeout(120_000);
  let ruby: Ruby;

  before(async function () {
    if (bosh === '' || releases.length === 0 || spawnSync('ruby', ['-v']).status !== 0) this.skip();
    ruby = await bootRuby();
  });

  for (const release of releases) {
    for (const name of jobNames(release)) {
      it(`${release.split('/').at(-1) ?? ''}: ${name}`, () => {
        const job = jobSource(release, name);
        const cases = fc.sample(inputs(job), { numRuns: runCount(10), seed: 7 });
        const answers = directorAnswers(cases.map((input) => request(job, input)));
        cases.forEach((input, index) => {
          const about = `case ${index}`;
          assertSame(ruby.render(job, input), answers[index] as Answer, about);
        });
      });
    }
  }
});
