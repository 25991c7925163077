#!/usr/bin/env node
'use strict';
// Starts the bundled program from V8's code cache, which saves its compilation. V8 itself refuses a cache of
// another version; the program is then compiled from its source, and only slower.
const { readFileSync } = require('node:fs');
const { pathToFileURL } = require('node:url');
const { setFlagsFromString } = require('node:v8');
const { Script } = require('node:vm');

const command = process.argv[2];
// Ruby takes longer to start than the program: it does so while the program is read.
const rubyWorker = command === 'review' ? startRuby() : undefined;
const filename = `${__dirname}/program.js`;
const source = readFileSync(filename, 'latin1');
const cache = ['ops', 'review'].includes(command) ? `${command}.cache` : 'program.cache';
let cachedData;
try {
  cachedData = readFileSync(`${__dirname}/${cache}`);
} catch {
  cachedData = undefined;
}
const script = new Script(source, { filename, cachedData });
// A run is over before optimized code pays for its compilation: V8 shall wait with it ten times as long. Set
// behind the Script, since V8 refuses a cache that was made under other flags.
setFlagsFromString('--interrupt-budget=1320000');
// Nor does it for WebAssembly: Ruby and Graphviz have done their work before V8's slower compiler has done its own.
setFlagsFromString('--liftoff-only');
// Of Ruby, which is as its package ships it, most functions are never called: they need no check either.
setFlagsFromString('--wasm-lazy-validation');
const program = { exports: {} };
script.runInThisContext()(program, program.exports, require, pathToFileURL(filename).href);
const { run, standardStreams } = program.exports;
void run(process.argv.slice(2), Object.assign(standardStreams, { rubyWorker })).then((code) => {
  process.exitCode = code;
  // Taking everything down in order would take longer than leaving it to the system.
  if (standardStreams.settled) process.exit();
});

/** The thread that erb/ruby-thread.ts talks to. It keeps no program from ending that does not ask it for anything. */
function startRuby() {
  const { Worker } = require('node:worker_threads');
  const worker = new Worker(`${__dirname}/ruby-thread.cjs`);
  worker.unref();
  return worker;
}
