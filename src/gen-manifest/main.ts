/**
 * The bin, run from source: hands argv and streams to run(), and sets the exit code. The built bin does the
 * same from V8's code cache (src/build/launcher.cjs).
 */
import { run } from './cli/run.js';
import { standardStreams } from './standard-streams.js';

process.exitCode = await run(process.argv.slice(2), standardStreams);
