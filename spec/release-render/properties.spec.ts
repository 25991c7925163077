import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { jobs } from '../../src/gen-manifest/release/jobs.js';
import { type JobProperty, jobProperties, type SchemaNode } from '../../src/gen-manifest/release/property-schema.js';
import type { YamlMap } from '../../src/gen-manifest/yaml-value.js';
import { jobSource } from '../support/job-folder.js';
import { releaseRoot } from '../support/release-jobs.js';

const annotations = ['x-config', 'x-transform', 'x-unit', 'x-when', 'x-required', 'x-needs', 'x-secret', 'x-allowed'];

function schemaOf(job: string): SchemaNode {
  return JSON.parse(readFileSync(join(releaseRoot, 'jobs', job, 'properties_schema.json'), 'utf8')) as SchemaNode;
}

/** Properties whose values a template reads: p('a'), p('a', b), if_p('a', 'b'); links' own are others. */
function readInTemplates(job: string): Set<string> {
  const source = jobSource(releaseRoot, job);
  const texts = [...source.templates.values(), source.monit ?? ''];
  const calls = texts.flatMap((text) => [...text.matchAll(/(?<![.\w])(?:if_p|p|parse_ip\.call)\(([^()]*)\)?/g)]);
  return new Set(
    calls.flatMap(([, names = '']) => [...names.matchAll(/'([a-z0-9_.]+)'/g)].map(([, name]) => name ?? '')),
  );
}

/** Properties whose values a template names as it should not: declared nowhere. */
function undeclared(job: string, declared: readonly JobProperty[]): string[] {
  const names = new Set(declared.map(({ name }) => name));
  const source = jobSource(releaseRoot, job);
  const calls = [...source.templates.values()].flatMap((text) => [...text.matchAll(/(?<![.\w])p\('([^']+)'/g)]);
  return calls.map(([, name]) => name ?? '').filter((name) => !names.has(name));
}

for (const { name: job } of jobs) {
  describe(`properties of the job ${job}`, () => {
    const schema = schemaOf(job);
    const declared = jobProperties(`jobs/${job}/properties_schema.json`, schema);
    const ajv = new Ajv2020({ strict: true, strictTypes: false, allowUnionTypes: true, keywords: annotations });

    it('are declared in valid JSON Schema 2020-12', () => {
      assert.equal(schema['$schema'], 'https://json-schema.org/draft/2020-12/schema');
      assert.ok(ajv.validateSchema(schema), ajv.errorsText());
      ajv.compile(schema);
    });

    it('have defaults and examples that they allow', () => {
      for (const { name, schema: node } of declared) {
        const valid = ajv.compile(node);
        for (const value of [node.default, ...(node.examples ?? [])].filter((one) => one !== undefined)) {
          if (JSON.stringify(value).includes('((')) continue;
          assert.ok(valid(value), `${name}: ${JSON.stringify(value)}: ${ajv.errorsText(valid.errors)}`);
        }
      }
    });

    it('allow null where there is no default, so that what a Director passes is valid', () => {
      const valid = ajv.compile(schema);
      const bound: YamlMap = {};
      for (const { name, schema: node } of declared) {
        const path = name.split('.');
        let here = bound;
        for (const step of path.slice(0, -1)) here = (here[step] ??= {}) as YamlMap;
        here[path.at(-1) ?? ''] = node.default ?? null;
      }
      assert.ok(valid(bound), ajv.errorsText(valid.errors));
    });

    it('are each used, by the configuration or by a template', () => {
      const used = readInTemplates(job);
      const conditions = new Set(declared.flatMap(({ when }) => Object.keys(when)));
      const unused = declared.filter(
        ({ name, schema: node }) => node['x-config'] === false && !used.has(name) && !conditions.has(name),
      );
      assert.deepEqual(
        unused.map(({ name }) => name),
        [],
      );
    });

    it('are all that templates read', () => {
      assert.deepEqual(undeclared(job, declared), []);
    });

    it('are secret where they hold keys, passwords or users, and have no default in clear then', () => {
      for (const { name, schema: node } of declared) {
        const looksSecret = /(password|secret|private_key|account_key|service_account_key|access_key)$/.test(name);
        if (looksSecret) assert.ok(node['x-secret'], name);
        if (node['x-secret'] && name !== 'users') assert.equal(node.default, undefined, name);
      }
    });

    it('stand in the spec as they are declared', () => {
      const spec = parse(jobSource(releaseRoot, job).spec) as { properties: Record<string, YamlMap> };
      assert.deepEqual(
        spec.properties,
        Object.fromEntries(
          declared.map(({ name, schema: { description, default: standard, examples } }) => [
            name,
            { description, ...(standard !== undefined && { default: standard }), example: examples?.[0] },
          ]),
        ),
      );
    });

    it('are rendered into templates of ASCII alone: a Director may read them in any locale', () => {
      for (const [path, text] of jobSource(releaseRoot, job).templates) {
        assert.ok(/^[\n -~]*$/.test(text), path);
      }
    });
  });
}

describe('a schema of properties', () => {
  const property = { type: 'string', description: 'A text.', default: '', examples: ['a'], 'x-config': false } as const;
  const problemsOf = (node: SchemaNode): string[] => {
    try {
      jobProperties('file', { properties: { one: node } });
      return [];
    } catch (error) {
      return (error as Error).message.split('\n');
    }
  };

  it('is refused where a property has no description, no examples or no type', () => {
    assert.deepEqual(problemsOf(property), []);
    assert.deepEqual(problemsOf({ default: 1, 'x-config': 'a.b' }), [
      'one has no description',
      'one has no examples',
      'one has no type',
    ]);
  });

  it('is refused where a property has neither or both of a default and null', () => {
    const message = 'one has neither or both of a default and the type null; a property without a value is null';
    assert.deepEqual(problemsOf({ ...property, type: ['string', 'null'] }), [message]);
    const { default: _default, ...withoutDefault } = property;
    assert.deepEqual(problemsOf(withoutDefault), [message]);
  });

  it('is refused where a condition names what is not declared', () => {
    assert.deepEqual(problemsOf({ ...property, 'x-when': { two: 1 }, 'x-needs': 'three' }), [
      'one refers to two, which is not declared',
      'one refers to three, which is not declared',
    ]);
  });
});
