/** A job's schema, as Directors apply it to bound properties: what is wrong is named with what is allowed. */
import assert from 'node:assert/strict';
import { instanceSpec, type JobSource } from '../../src/gen-manifest/erb/job.js';
import { sentence } from '../../src/gen-manifest/erb/problem.js';
import { renderJob } from '../../src/gen-manifest/erb/render-job.js';
import { bootRuby } from '../../src/gen-manifest/erb/ruby.js';
import { schemaProblems } from '../../src/gen-manifest/erb/schema-check.js';
import type { YamlMap } from '../../src/gen-manifest/yaml-value.js';

const schema: YamlMap = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  properties: {
    port: { type: 'integer', minimum: 1 },
    level: { type: ['string', 'null'], enum: ['info', 'debug', null] },
    password: { type: ['string', 'null'], minLength: 8, 'x-secret': true },
    storage: {
      type: 'object',
      required: ['bucket'],
      additionalProperties: false,
      properties: { bucket: { type: 'string', 'x-config': 'storage.bucket' } },
    },
    'a/b': { type: ['array', 'null'], items: { type: 'string' } },
  },
};

const valid: YamlMap = { port: 1, level: null, password: null, storage: { bucket: 'b' }, 'a/b': null };
const messages = (changes: YamlMap): string[] => schemaProblems('web', schema, { ...valid, ...changes }).map(sentence);

describe('schemaProblems', () => {
  it('takes what is valid, nulls of optional properties among it', () => {
    assert.deepEqual(messages({}), []);
  });

  it('names the property, what was found and what is allowed', () => {
    assert.deepEqual(messages({ port: '80' }), ['web: port is "80", it must be integer']);
    assert.deepEqual(messages({ port: 0 }), ['web: port is 0, it must be >= 1']);
    assert.deepEqual(messages({ level: 'warn' }), ['web: level is "warn", it must be one of info, debug']);
    assert.deepEqual(messages({ storage: {} }), ['web: storage.bucket is not set, it must be set']);
    assert.deepEqual(messages({ storage: { bucket: 'b', buckett: 1 } }), [
      'web: storage.buckett is 1, it is not a key that the job knows',
    ]);
    assert.deepEqual(messages({ 'a/b': ['x', 1] }), ['web: a/b.1 is 1, it must be string']);
  });

  it('shows no value of a secret', () => {
    assert.deepEqual(messages({ password: 'short' }), [
      'web: password is of the type string, it must NOT have fewer than 8 characters',
    ]);
  });
});

describe('renderJob', function () {
  this.timeout(60_000);

  it('reports what the schema refuses together with what the templates raise', async () => {
    const job: JobSource = {
      name: 'web',
      spec: 'name: web\ntemplates: {t.erb: t}\nproperties: {port: {}, level: {}}\n',
      templates: new Map([['t.erb', '<% raise "level: is wrong" if p("level") == "warn" %>']]),
      propertiesSchema: schema,
    };
    const properties = { port: 'x', level: 'warn' };
    const { problems } = await renderJob(await bootRuby(), job, { properties, instance: instanceSpec() });
    assert.deepEqual(problems.map(sentence), [
      'web: port is "x", it must be integer',
      'web: level is "warn", it must be one of info, debug',
      'web/t.erb, line 1: level: is wrong',
    ]);
  });
});
