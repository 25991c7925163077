/** Ruby from an image does what a Ruby that has booted does, and an image belongs to one wasm file. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bootRuby, type Ruby } from '../../src/gen-manifest/erb/ruby.js';
import { instanceSpec, type JobSource } from '../../src/gen-manifest/erb/job.js';
import { rubyFiles } from '../../src/gen-manifest/erb/ruby-files.js';
import { readRubyImage, restoreRuby, rubyImage, type RubyImage } from '../../src/gen-manifest/erb/ruby-image.js';
import { runCount } from '../support/run-count.js';

const page = 64 * 1024;

/** A memory of WebAssembly as far as an image needs it. */
class Memory implements WebAssembly.Memory {
  constructor(public buffer: ArrayBuffer) {}

  grow(pages: number): number {
    const before = this.buffer.byteLength;
    const grown = new Uint8Array(before + pages * page);
    grown.set(new Uint8Array(this.buffer));
    this.buffer = grown.buffer;
    return before / page;
  }
}

function job(template: string): JobSource {
  return {
    name: 'job',
    spec: 'name: job\ntemplates: {a.erb: a}\nproperties: {text: {default: x}}\n',
    templates: new Map([['a.erb', template]]),
  };
}

function rendered(ruby: Ruby, template: string, properties = {}): string | undefined {
  return ruby.render(job(template), { properties, instance: instanceSpec() }).files.get('a.erb')?.text;
}

describe('a Ruby from an image', () => {
  let warm: Ruby;
  let restored: Ruby;

  before(async () => {
    warm = await bootRuby();
    rendered(warm, '<%= p("text") %>');
    restored = await bootRuby({ files: { ...rubyFiles(), image: await warm.image() } });
  });

  it('renders as the one that the image is of', () => {
    const template = '<%= p("text").upcase %> <%= [3, 1].sort.inspect %> <%= spec.name %> <%= {"a" => nil}.to_yaml %>';
    assert.equal(rendered(restored, template, { text: 'abc' }), rendered(warm, template, { text: 'abc' }));
    assert.match(rendered(restored, template, { text: 'abc' }) ?? '', /^ABC \[1, 3\] registry/);
  });

  it('reads libraries that it has not read before, and survives what templates raise', () => {
    const template = '<%= require "digest"; Digest::SHA256.hexdigest(p("text")) %>';
    assert.match(rendered(restored, template) ?? '', /^2d711642b726b044/);
    const { problems } = restored.render(job('<% raise "no" %>'), { properties: {}, instance: instanceSpec() });
    assert.deepEqual(
      problems.map(({ message }) => message),
      ['no'],
    );
    assert.equal(rendered(restored, '<%= 1 + 2 %>'), '3');
  });

  it('boots where the image is of another wasm file', async () => {
    const image = Uint8Array.from(await warm.image());
    image[0] = (image[0] as number) ^ 1;
    assert.equal(rendered(await bootRuby({ files: { ...rubyFiles(), image } }), '<%= 2 * 2 %>'), '4');
  });
});

describe('rubyImage', () => {
  it('restores any memory from any fresh one', () => {
    const edits = fc.array(fc.tuple(fc.nat(3 * page - 1), fc.integer({ min: 0, max: 255 })), { maxLength: 40 });
    fc.assert(
      fc.property(edits, edits, fc.nat(), (first, second, evaluator) => {
        const fresh = new Uint8Array(page);
        const booted = new Uint8Array(3 * page);
        for (const [at, byte] of first) if (at < page) fresh[at] = booted[at] = byte;
        for (const [at, byte] of second) booted[at] = byte;
        const memory = new Memory(fresh.slice().buffer);
        const image = readRubyImage(rubyImage(fresh, booted, { wasmLength: 7, evaluator }), 7) as RubyImage;
        assert.equal(image.evaluator, evaluator);
        restoreRuby(image, memory);
        assert.deepEqual(new Uint8Array(memory.buffer), booted);
      }),
      { numRuns: runCount(50) },
    );
  });

  it('refuses an image of another wasm file, and one that is cut off', () => {
    const image = rubyImage(new Uint8Array(page), new Uint8Array(page), { wasmLength: 7, evaluator: 1 });
    assert.equal(readRubyImage(image, 8), undefined);
    const other = new Uint8Array(2 * page).fill(1);
    const whole = rubyImage(new Uint8Array(page), other, { wasmLength: 7, evaluator: 1 });
    assert.ok(readRubyImage(whole, 7));
    for (const length of [0, 5, 15, 16, 20, 24, 25, page, whole.length - 1])
      assert.equal(readRubyImage(whole.subarray(0, length), 7), undefined, `${length} bytes`);
  });
});
