/** The operator's side of the process, for a run that drives the operator's own tools. */
import type { Operator } from './io.js';

const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** By getters, so that stdin is opened only by a command that reads it. */
export const operator: Operator = {
  get environment() {
    return process.env;
  },
  get stdin() {
    return process.stdin;
  },
  wait: (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000)),
  whenEnded(end) {
    const bySignal = (signal: NodeJS.Signals): void => {
      end();
      takeBack();
      // Without a listener the signal does what it does by default, and the shell sees which one it was.
      process.kill(process.pid, signal);
    };
    const takeBack = (): void => {
      for (const signal of endings) process.off(signal, bySignal);
      process.off('exit', end);
    };
    for (const signal of endings) process.on(signal, bySignal);
    process.on('exit', end);
    return takeBack;
  },
};
