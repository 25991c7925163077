/**
 * Ruby in a thread of its own: it renders while the program goes on. Only the built program has the thread's script
 * (src/build/bundle.ts); from source, Ruby runs where it is asked for.
 */
import { Worker } from 'node:worker_threads';
import type { JobInput, JobSource } from './job.js';
import type { RenderedJob } from './ruby.js';
import { threadScriptFile } from './ruby-files.js';

/** A Ruby that renders when it can. */
export interface LaterRuby {
  /** As Ruby.render, of all templates. */
  render(job: JobSource, input: JobInput): RenderedJob | Promise<RenderedJob>;
}

/** What the thread answers: a rendered job, or why there is none. */
export type Answer = { readonly rendered: RenderedJob } | { readonly failure: string };

/**
 * Ruby in the thread that is `started`, or that starts now. The program ends without waiting for it, unless it is asked
 * for something.
 */
export async function rubyThread(started?: Worker): Promise<LaterRuby> {
  if (started) return new RubyThread(started);
  const script = threadScriptFile();
  return script === undefined ? (await import('./ruby.js')).bootRuby() : new RubyThread(new Worker(script));
}

/** Who waits for an answer. */
interface Waiting {
  readonly resolve: (rendered: RenderedJob) => void;
  readonly reject: (why: Error) => void;
}

/** The thread answers in the order in which it is asked. */
class RubyThread implements LaterRuby {
  private readonly waiting: Waiting[] = [];
  private failure: Error | undefined;

  constructor(private readonly worker: Worker) {
    // It may have ended before anybody listened.
    if (worker.threadId < 0) this.fail(ended());
    worker.on('error', (error: Error) => this.fail(error));
    worker.on('exit', () => this.fail(ended()));
    worker.on('message', (answer: Answer) => {
      const next = this.waiting.shift();
      if (this.waiting.length === 0) worker.unref();
      if ('rendered' in answer) next?.resolve(answer.rendered);
      else next?.reject(new Error(answer.failure));
    });
    // Last: who listens for messages keeps the program from ending.
    worker.unref();
  }

  render(job: JobSource, input: JobInput): Promise<RenderedJob> {
    if (this.failure) return Promise.reject(this.failure);
    return new Promise<RenderedJob>((resolve, reject) => {
      this.worker.postMessage({ job, input });
      this.waiting.push({ resolve, reject });
      this.worker.ref();
    });
  }

  /** Whoever waits, and whoever asks from now on, is told. */
  private fail(error: Error): void {
    this.failure ??= error;
    for (const { reject } of this.waiting.splice(0)) reject(this.failure);
  }
}

function ended(): Error {
  return new Error("Ruby's thread has ended");
}
