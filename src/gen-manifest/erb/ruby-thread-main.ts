/** The script of Ruby's thread: renders what it is asked for, one job behind the other. */
import { parentPort } from 'node:worker_threads';
import type { JobInput, JobSource } from './job.js';
import { bootRuby } from './ruby.js';
import type { Answer } from './ruby-thread.js';

const ruby = bootRuby();
// Whoever asks is told; until then a failure is nobody's.
ruby.catch(() => undefined);
parentPort?.on('message', ({ job, input }: { readonly job: JobSource; readonly input: JobInput }) => {
  void ruby.then(
    (booted) => answer(() => ({ rendered: booted.render(job, input) })),
    (error: unknown) => answer(() => ({ failure: String(error) })),
  );
});

function answer(make: () => Answer): void {
  try {
    parentPort?.postMessage(make());
  } catch (error) {
    parentPort?.postMessage({ failure: String(error) } satisfies Answer);
  }
}
