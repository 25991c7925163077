/** What the bundle exports to its launcher: main.ts without the call. */
export { run } from '../gen-manifest/cli/run.js';
export { standardStreams } from '../gen-manifest/standard-streams.js';
