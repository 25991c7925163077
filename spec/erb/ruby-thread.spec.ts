/** Ruby's thread as the program talks to it, with threads that stand in for Ruby. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { instanceSpec, type JobInput, type JobSource } from '../../src/gen-manifest/erb/job.js';
import { rubyThread } from '../../src/gen-manifest/erb/ruby-thread.js';

const input: JobInput = { properties: {}, instance: instanceSpec() };
const job = (name: string): JobSource => ({ name, spec: '', templates: new Map() });

/** A thread that answers each message by the expression, which knows the message's `job`. */
function answering(expression: string): Worker {
  const script = `
    const { parentPort } = require('node:worker_threads');
    parentPort.on('message', ({ job }) => parentPort.postMessage(${expression}));
  `;
  return new Worker(script, { eval: true });
}

describe("Ruby's thread", () => {
  it('gives each question its own answer', async () => {
    const ruby = await rubyThread(answering('{ rendered: { name: job.name } }'));
    const names = ['a', 'b', 'c'];
    const rendered = await Promise.all(names.map(async (name) => ruby.render(job(name), input)));
    assert.deepEqual(
      rendered.map(({ name }) => name),
      names,
    );
  });

  it('passes on what failed, and goes on with the next', async () => {
    const ruby = await rubyThread(answering("job.name === 'b' ? { failure: 'no b' } : { rendered: job }"));
    const [a, b, c] = await Promise.allSettled(['a', 'b', 'c'].map(async (name) => ruby.render(job(name), input)));
    assert.deepEqual([a?.status, b?.status, c?.status], ['fulfilled', 'rejected', 'fulfilled']);
    await assert.rejects(async () => ruby.render(job('b'), input), /^Error: no b$/);
  });

  it('keeps its order where a question cannot be asked', async () => {
    const ruby = await rubyThread(answering('{ rendered: { name: job.name } }'));
    const unsendable = { ...job('a'), propertiesSchema: (() => undefined) as unknown as never };
    await assert.rejects(async () => ruby.render(unsendable, input), /could not be cloned/);
    assert.equal((await ruby.render(job('b'), input)).name, 'b');
  });

  it('tells whoever waits when it dies, and whoever asks behind that', async () => {
    const dying = await rubyThread(new Worker("setTimeout(() => { throw new Error('gone') }, 50)", { eval: true }));
    await assert.rejects(async () => dying.render(job('a'), input), /gone/);
    await assert.rejects(async () => dying.render(job('b'), input), /gone/);
    const ended = new Worker('', { eval: true });
    await once(ended, 'exit');
    await assert.rejects(async () => (await rubyThread(ended)).render(job('a'), input), /has ended/);
  });

  it('keeps no program from ending that does not wait for it, and one that does', () => {
    const module = fileURLToPath(new URL('../../src/gen-manifest/erb/ruby-thread.ts', import.meta.url));
    const ended = (more: string) =>
      spawnSync(
        process.execPath,
        [
          ...['--import', 'tsx', '--input-type=module', '-e'],
          `
            import { Worker } from 'node:worker_threads';
            import { rubyThread } from ${JSON.stringify(module)};
            const script = "const { parentPort } = require('node:worker_threads');" +
              "parentPort.on('message', () => setTimeout(() => parentPort.postMessage({ rendered: 'late' }), 200))";
            const ruby = await rubyThread(new Worker(script, { eval: true, execArgv: [] }));
            ${more}
          `,
        ],
        { encoding: 'utf8', timeout: 20_000 },
      );
    const idle = ended('');
    assert.deepEqual([idle.status, idle.signal, idle.stderr], [0, null, '']);
    assert.equal(ended('console.log(await ruby.render({}, {}))').stdout, 'late\n');
  });
});
