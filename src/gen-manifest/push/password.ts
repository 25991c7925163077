/** Where the registry's password comes from: CF_DOCKER_PASSWORD, a prompt without echo, or standard input. */
import type { Io, Operator } from '../io.js';
import { type Finding, GenManifestError } from '../errors.js';

/** The password; throws a finding where none is given. The variable wins, as in `cf push`. */
export async function passwordFor(username: string, io: Io, operator: Operator): Promise<string> {
  const { environment, stdin } = operator;
  const password = environment['CF_DOCKER_PASSWORD'] || (await asked(username, io, operator, stdin));
  if (password === '') {
    const hint = 'set CF_DOCKER_PASSWORD, type it at the prompt, or send it to standard input; it is no option';
    throw new GenManifestError([wrong(`there is no password for ${username}`, hint)]);
  }
  if (/[\0\r\n]/.test(password)) {
    throw new GenManifestError([wrong('the password has more than one line', 'one line, and nothing else')]);
  }
  return password;
}

async function asked(username: string, io: Io, operator: Operator, stdin: NodeJS.ReadStream): Promise<string> {
  if (!stdin.isTTY) return (await wholeOf(stdin)).replace(/\r?\n$/, '');
  io.stderr(`password of ${username} for the registry: `);
  stdin.setRawMode(true);
  const takeBack = operator.whenEnded(() => stdin.setRawMode(false));
  try {
    return await lineOf(stdin);
  } finally {
    stdin.setRawMode(false);
    takeBack();
    // An open terminal would keep the process from ending.
    stdin.pause();
    io.stderr('\n');
  }
}

async function wholeOf(stdin: NodeJS.ReadStream): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of stdin) parts.push(Buffer.from(part as Uint8Array));
  return Buffer.concat(parts).toString();
}

/** What a terminal sends in raw mode for the keys that end or mend a line. */
const keys = { enter: /[\r\n]/, backspace: /[\b\x7f]/, kill: '\x15', interrupt: '\x03', end: '\x04' } as const;

/** One line of a terminal in raw mode, where nothing is echoed. Ctrl-C and Ctrl-D give none. */
function lineOf(stdin: NodeJS.ReadStream): Promise<string> {
  stdin.setEncoding('utf8');
  stdin.resume();
  return new Promise((resolve) => {
    let line: string[] = [];
    const done = (text: string): void => {
      stdin.off('data', read);
      stdin.off('end', ended);
      resolve(text);
    };
    const ended = (): void => done(line.join(''));
    const read = (typed: string | Buffer): void => {
      for (const key of String(typed)) {
        if (keys.enter.test(key)) return done(line.join(''));
        if (key === keys.interrupt) return done('');
        if (key === keys.end) return done(line.join(''));
        if (key === keys.kill) line = [];
        else if (keys.backspace.test(key)) line.pop();
        else line.push(key);
      }
    };
    stdin.on('data', read);
    stdin.on('end', ended);
  });
}

function wrong(message: string, hint: string): Finding {
  return { code: 'missing', severity: 'error', message, hint };
}
