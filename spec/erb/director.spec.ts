/**
 * Jobs of other releases, rendered here and by the Director's own classes in a real Ruby: the same texts,
 * and the same errors in the same lines.
 */
import fc, { type Arbitrary } from 'fast-check';
import { load, YAML11_SCHEMA } from 'js-yaml';
import { instanceSpec, type JobInput, type JobSource, type Link } from '../../src/gen-manifest/erb/job.js';
import { bootRuby, type Ruby } from '../../src/gen-manifest/erb/ruby.js';
import { isMap, type YamlMap, type YamlValue } from '../../src/gen-manifest/yaml-value.js';
import { type Answer, assertSame, directorAnswers, hasDirector, otherReleases } from '../support/director.js';
import { jobNames, jobSource } from '../support/job-folder.js';
import { runCount } from '../support/run-count.js';

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

describe('render, compared with the Director', function () {
  this.timeout(900_000);
  let ruby: Ruby;

  before(async function () {
    if (!hasDirector() || otherReleases.length === 0) this.skip();
    ruby = await bootRuby();
  });

  for (const release of otherReleases) {
    for (const name of jobNames(release)) {
      it(`${release.split('/').at(-1) ?? ''}: ${name}`, () => {
        const job = jobSource(release, name);
        const cases = fc.sample(inputs(job), { numRuns: runCount(10), seed: 7 });
        const answers = directorAnswers(cases.map((input) => ({ job, input })));
        cases.forEach((input, index) => {
          const about = `case ${index}`;
          assertSame(ruby.render(job, input), answers[index] as Answer, about);
        });
      });
    }
  }
});
