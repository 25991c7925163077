import assert from 'node:assert/strict';
import { propertyTable } from '../../src/gen-manifest/release/property-table.js';
import { jobProperties, type SchemaNode } from '../../src/gen-manifest/release/property-schema.js';

const text: SchemaNode = { type: 'string', description: 'A text.', default: 'a', examples: ['b'], 'x-config': 'c.d' };
const table = (node: SchemaNode): string => propertyTable(jobProperties('file', { properties: { one: node } }));

describe('propertyTable', () => {
  it('has a line for each property, with what the check needs and nothing for people', () => {
    const other = {
      type: ['string', 'null'],
      description: 'B.',
      examples: ['b'],
      'x-config': false,
      'x-needs': 'one',
    } as const;
    const schema: SchemaNode = {
      properties: { one: text, two: { properties: { three: other }, 'x-when': { one: 'a' } } },
    };
    assert.equal(
      propertyTable(jobProperties('file', schema)),
      '[\n' +
        '{"name":"one","rule":{"type":"string","default":"a"},"config":"c.d"},\n' +
        '{"name":"two.three","rule":{"type":["string","null"]},"when":{"one":"a"},"needs":"one"}\n' +
        ']',
    );
  });

  it('refuses keywords that the check does not know, however deep', () => {
    const items = { type: 'object', properties: { a: { type: 'string', format: 'uri' } } };
    assert.throws(() => table({ ...text, type: 'array', items }), {
      message: 'one.a uses format, which check-properties.rb.hbs does not know',
    });
  });

  it('refuses what would end the Ruby text or ERB', () => {
    for (const hostile of ['<% a %>', '\u20ac']) {
      assert.throws(() => table({ ...text, default: hostile }), {
        message: 'the properties hold <%, %> or a character that is not ASCII',
      });
    }
  });
});
