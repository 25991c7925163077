#!/usr/bin/env node
'use strict';
// A stand-in for the cf CLI. It records each call - arguments, CF_ variables, what is in the file of -d @FILE and
// who may read it - and sends the requests of `cf curl` to the API of CF_HOME, printing answers as cf -i does.
const { appendFileSync, readFileSync, statSync } = require('node:fs');
const { dirname } = require('node:path');

const args = process.argv.slice(2);
const home = process.env.CF_HOME;
const { Target } = JSON.parse(readFileSync(`${home}/.cf/config.json`, 'utf8'));
const file = (args.find((each) => each.startsWith('@')) ?? '').slice(1);
const body = file === '' ? undefined : readFileSync(file, 'utf8');
const modeOf = (path) => (statSync(path).mode & 0o777).toString(8);
const record = {
  args,
  password: process.env.CF_DOCKER_PASSWORD,
  trace: process.env.CF_TRACE,
  ...(body !== undefined && { file, mode: modeOf(file), folderMode: modeOf(dirname(file)) }),
  ...(args.includes('-f') && { manifest: readFileSync(args[args.indexOf('-f') + 1], 'utf8') }),
};
appendFileSync(process.env.CF_RECORD, `${JSON.stringify(record)}\n`);

async function curl() {
  const method = args[args.indexOf('-X') + 1];
  if (process.env.CF_HANG === '1' && body !== undefined) await new Promise((resolve) => setTimeout(resolve, 30000));
  const answer = await fetch(`${Target}${args[1]}`, { method, ...(body !== undefined && { body }) });
  const headers = [...answer.headers].map(([name, value]) => `${name}: ${value}\r\n`).join('');
  process.stdout.write(`HTTP/1.1 ${answer.status} ${answer.statusText}\r\n${headers}\r\n\n${await answer.text()}\n`);
}

switch (args[0]) {
  case 'version':
    process.stdout.write(`cf version ${process.env.CF_VERSION ?? '6.53.0'}+abc.2020-10-01\n`);
    break;
  case 'curl':
    void curl();
    break;
  case 'push':
    process.stdout.write(
      `Pushing app ${args[1]}...\nthe registry said: bad password ${process.env.CF_DOCKER_PASSWORD}\n`,
    );
    process.exitCode = process.env.CF_PUSH_FAILS === '1' ? 1 : 0;
    break;
  case 'logs':
    process.stdout.write('   2026-01-01T00:00:00.00+0000 [STG/0] ERR unauthorized: authentication required\n');
    break;
  default:
    process.exitCode = 1;
}
