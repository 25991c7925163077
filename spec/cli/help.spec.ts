/** `--help` says everything that the options' table does, on stdout, within the page's width. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { examples } from '../../src/gen-manifest/cli/examples.js';
import { helpText } from '../../src/gen-manifest/cli/help.js';
import { readArguments } from '../../src/gen-manifest/cli/arguments.js';
import { type CommandName, commands } from '../../src/gen-manifest/cli/command-table.js';
import type { Option } from '../../src/gen-manifest/cli/option.js';
import { options } from '../../src/gen-manifest/cli/options.js';
import { pushOptions } from '../../src/gen-manifest/cli/push-options.js';
import type { Finding } from '../../src/gen-manifest/errors.js';
import { genManifest } from '../support/gen-manifest.js';

const names = Object.keys(commands) as CommandName[];

/** Every command's page, laid out once: each option is looked for in all of them. */
const pages = new Map<CommandName, Promise<string>>();

function page(command: CommandName): Promise<string> {
  const known = pages.get(command) ?? helpText(command);
  pages.set(command, known);
  return known;
}

describe('help', () => {
  for (const [name, option] of Object.entries<Option>(options)) {
    it(`shows --${name} to the commands that take it, and to no other`, async () => {
      for (const command of names) {
        const text = await page(command);
        const letter = option.letter === undefined ? '' : `-${option.letter}, `;
        const shown = text.includes(`${letter}--${name}${option.value === undefined ? '' : ` ${option.value}`}  `);
        const taken = command === 'push' ? name in pushOptions : (option.commands?.includes(command) ?? true);
        assert.equal(shown, taken, command);
      }
    });
  }

  it('names every command and every exit code', async () => {
    const { stdout, stderr, exitCode } = await genManifest('--help');
    assert.equal(exitCode, 0);
    assert.equal(stderr, '');
    for (const [name, does] of Object.entries(commands))
      assert.match(stdout, new RegExp(`gen-manifest ${name}.* ${does.slice(0, 20)}`));
    assert.match(
      stdout,
      /Exit codes:\n {2}0 {2}done\n {2}1 {2}a bug in gen-manifest\n {2}2 {2}wrong usage.*\n {2}3 {2}a tool/,
    );
  });

  it('stays within 100 columns, but for a line to copy', async () => {
    for (const command of names) {
      const long = (await page(command))
        .split('\n')
        .filter((line) => line.length > 100 && !line.startsWith('    gen-manifest'));
      assert.deepEqual(long, [], command);
    }
  });

  it('gives only examples that are valid command lines', () => {
    for (const [line] of Object.values(examples).flat()) {
      const findings: Finding[] = [];
      const argv = (line.split(/ [<>] /)[0] as string).split(' ');
      readArguments(argv, findings, argv[0] === 'push' ? pushOptions : options);
      assert.deepEqual(findings, [], line);
    }
  });

  it('is the same in every language and at every width of the terminal', async () => {
    const plain = await helpText('diego');
    const { LC_ALL: before } = process.env;
    process.env['LC_ALL'] = 'de_DE.UTF-8';
    try {
      assert.equal(await helpText('diego'), plain);
    } finally {
      if (before === undefined) delete process.env['LC_ALL'];
      else process.env['LC_ALL'] = before;
    }
  });

  it('comes before any complaint, also by -h and for a command', async () => {
    const { stdout, exitCode } = await genManifest('explain', '-h', '--nonsense');
    assert.equal(exitCode, 0);
    assert.match(stdout, /^Usage: gen-manifest explain \[PATH\] \[OPTIONS\]\n/);
  });
});

describe('version', () => {
  it("prints package.json's", async () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
      version: string;
    };
    assert.deepEqual(await genManifest('--version'), { exitCode: 0, stdout: `${version}\n`, stderr: '' });
  });
});
