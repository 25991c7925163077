/**
 * `--help` and `--version`. yargs lays the help out, from the same tables that the command line is read by;
 * it is loaded here alone, and only for the help.
 */
import { exitCodes, type ExitCode } from '../errors.js';
import type { Arguments } from './arguments.js';
import { type Example, examples, overviewExamples } from './examples.js';
import type { Io } from '../io.js';
import { type CommandName, commands, operands } from './command-table.js';
import { type Option, optionGroups } from './option.js';
import { type OptionName, options } from './options.js';
import { type PushOptionName, pushOptions } from './push-options.js';
import { version } from './version.js';

/** Columns of the help; a fixed number, so that it reads the same everywhere. */
const width = 100;

const program = 'gen-manifest';
const footer = [
  'Exit codes:',
  '  0  done',
  '  1  a bug in gen-manifest',
  '  2  wrong usage, settings or stubs; nothing is written but a review, which shows them',
  '  3  a tool or service that it needs failed',
  '  4  diff: the documents differ',
].join('\n');
const more = `${program} COMMAND --help says more of a command.`;

/** Writes the help of the command, or the version, to stdout. */
export async function help({ command, given }: Arguments, io: Io): Promise<ExitCode> {
  io.stdout(given.help ? `${await helpText(command)}\n` : `${version}\n`);
  return exitCodes.done;
}

/** The help of one command; that of `diego`, the default command, names the others. */
export async function helpText(command: CommandName): Promise<string> {
  const { default: yargs } = await import('yargs');
  // Without the environment's language and without an own parse: yargs only lays out.
  const page = yargs([]).scriptName(program).locale('en').help(false).version(false).wrap(width);
  page.usage(usage(command));
  if (command === 'diego') {
    for (const [name, does] of Object.entries(commands)) page.command(synopsis(name as CommandName), does);
  }
  for (const group of optionGroups) {
    const shown = (Object.entries(command === 'push' ? pushOptions : options) as [Name, Option][]).filter(
      ([, option]) => option.group === group && (option.commands?.includes(command) ?? true),
    );
    for (const [name, option] of shown) page.option(signature(name, option), layout(option, command));
    page.group(
      shown.map(([name, option]) => signature(name, option)),
      `${group}:`,
    );
  }
  const parts =
    command === 'diego' ? [exampleText(overviewExamples), footer, more] : [exampleText(examples[command]), footer];
  return page.epilogue(parts.join('\n\n')).getHelp();
}

type Name = OptionName | PushOptionName;

function usage(command: CommandName): string {
  if (command !== 'diego') return `Usage: ${program} ${synopsis(command)} [OPTIONS]\n\n${sentence(commands[command])}`;
  return [
    `Usage: ${program} [COMMAND] [OPTIONS]`,
    "Prints the deployment manifest of Cloud Foundry's Diego, with a private Docker registry and a Docker cache wired in.",
    "Takes the inputs of diego-release's own generator, and a settings file; prints to stdout, says the rest on stderr.",
  ].join('\n\n');
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

function synopsis(command: CommandName): string {
  const values = (operands[command] ?? []).map((operand) => {
    const value = operand.choices?.join('|') ?? operand.value;
    return operand.optional ? `[${value}]` : value;
  });
  return [command, ...values].join(' ');
}

/** `env IAAS`: yargs shows the name of an option's value as a part of the name. */
function signature(name: Name, { value }: Option): string {
  return value === undefined ? name : `${name} ${value}`;
}

function layout(
  { letter, description, repeatable, choices, choicesOf }: Option,
  command: CommandName,
): { alias?: string; describe: string } {
  const notes = [(choicesOf?.[command] ?? choices)?.join(', '), repeatable && 'may be repeated'].filter(
    (note) => typeof note === 'string',
  );
  return {
    ...(letter !== undefined && { alias: letter }),
    describe: notes.length > 0 ? `${description} (${notes.join('; ')})` : description,
  };
}

/** Each command line stands on a line of its own, to be copied; yargs' table of examples would break it. */
function exampleText(lines: readonly Example[]): string {
  return `Examples:\n${lines.map(([line, does]) => `  ${does}:\n    ${program} ${line}`).join('\n')}`;
}
