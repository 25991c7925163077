/**
 * Ruby in a thread of its own: it renders while the program goes on. Only the built program has the thread's script
 * (src/build/bundle.ts); from source, Ruby runs where it is asked for.
 */
import { Worker } from 'node:worker_threads';
import type { JobInput, JobSource } from './job.js';
import { bootRuby, type RenderedJob } from './ruby.js';
import { threadScriptFile } from './ruby-files.js';

/** A Ruby that renders when it can. */
export interface LaterRuby {
  /** As Ruby.render, of all templates. */
  render(job: JobSource, input: JobInput): RenderedJob | Promise<RenderedJob>;
}

/** What the thread answers: a rendered job, or why there is none. */
export type Answer = { readonly rendered: RenderedJob } | { readonly failure: string };

/** Starts the thread, and Ruby in it. The program ends without waiting for it. */
export async function rubyThread(): Promise<LaterRuby> {
  const script = threadScriptFile();
  if (script === undefined) return bootRuby();
  const worker = new Worker(script);
  worker.unref();
  return { render: (job, input) => asked(worker, job, input) };
}

/** One question at a time: the next one is asked when this one is answered. */
function asked(worker: Worker, job: JobSource, input: JobInput): Promise<RenderedJob> {
  worker.ref();
  return new Promise<RenderedJob>((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', (answer: Answer) => {
      worker.off('error', reject);
      worker.unref();
      if ('rendered' in answer) resolve(answer.rendered);
      else reject(new Error(answer.failure));
    });
    worker.postMessage({ job, input });
  });
}
