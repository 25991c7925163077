#!/usr/bin/env node
'use strict';
// Starts the bundled program from V8's code cache, which saves its compilation. V8 itself refuses a cache of
// another version; the program is then compiled from its source, and only slower.
const { readFileSync } = require('node:fs');
const { pathToFileURL } = require('node:url');
const { setFlagsFromString } = require('node:v8');
const { Script } = require('node:vm');
// A run is over before optimized code pays for its compilation: V8 shall wait with it ten times as long. Nor does it
// for WebAssembly: Ruby and Graphviz have done their work before V8's slower compiler has done its own. And of Ruby,
// which is as its package ships it, most functions are never called: they need no check either.
const flags = require('./v8-flags.json');
const { partLoader } = require('./part-loader.ts');

const url = pathToFileURL(`${__dirname}/program.js`).href;
const command = process.argv[2];
// Ruby takes longer to start than the program: it does so while the program is read.
const rubyWorker = command === 'review' ? startRuby() : undefined;
const script = compiled('program.js', ['ops', 'review'].includes(command) ? `${command}.cache` : 'program.cache');
// Behind the program's Script, since V8 refuses a cache that was made under other flags; those of its parts were made
// under these.
for (const flag of flags) setFlagsFromString(flag);
const evaluated = partLoader(url, require, (name) => compiled(name, `${name}.cache`));
const { run, standardStreams } = evaluated(script);
void run(process.argv.slice(2), Object.assign(standardStreams, { rubyWorker })).then((code) => {
  process.exitCode = code;
  // Taking everything down in order would take longer than leaving it to the system.
  if (standardStreams.settled) process.exit();
});

/** A file beside this one, compiled or taken from its cache. Latin-1 takes no decoding, and the build writes it. */
function compiled(name, cache) {
  const filename = `${__dirname}/${name}`;
  let cachedData;
  try {
    cachedData = readFileSync(`${__dirname}/${cache}`);
  } catch {
    cachedData = undefined;
  }
  return new Script(readFileSync(filename, 'latin1'), { filename, cachedData });
}

/** The thread that erb/ruby-thread.ts talks to. It keeps no program from ending that does not ask it for anything. */
function startRuby() {
  const { Worker } = require('node:worker_threads');
  const worker = new Worker(`${__dirname}/ruby-thread.cjs`);
  worker.unref();
  // Who asks it is told of its end; until then an error is nobody's.
  worker.on('error', () => undefined);
  return worker;
}
