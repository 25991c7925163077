/**
 * Reads the command line with yargs' own parser over the options' table. yargs itself is loaded only to
 * write help and completion: it takes longer than everything else that a run does.
 */
import parse from 'yargs-parser';
import type { Finding } from '../errors.js';
import { didYouMean } from '../settings/nearest.js';
import { type CommandName, commands, type Operand, operands as operandsOf } from './command-table.js';
import { type OptionName, options } from './options.js';
import type { Option } from './option.js';
import type { PushOptionName } from './push-options.js';

/** A command line that has been read: the command, its operands, and the options that were given. */
export interface Arguments {
  readonly command: CommandName;
  readonly operands: readonly string[];
  readonly given: Readonly<Partial<Record<OptionName | PushOptionName, readonly string[]>>>;
}

/** The options of a command line by their names: those of all commands, or those of `push`. */
type Table = Readonly<Record<string, Option>>;

function ofType(table: Table, type: Option['type']): string[] {
  return Object.keys(table).filter((name) => table[name]?.type === type);
}

/** The name of an option, from its letter or its name. */
function nameOf(table: Table, key: string): string {
  return Object.keys(table).find((name) => table[name]?.letter === key) ?? key;
}

const configuration = {
  'camel-case-expansion': false,
  'dot-notation': false,
  'parse-numbers': false,
  'parse-positional-numbers': false,
  'boolean-negation': false,
  'strip-aliased': true,
  'greedy-arrays': false,
} as const;

/** The arguments, or `findings` with everything that is wrong with them. */
export function readArguments(argv: readonly string[], findings: Finding[], table: Table = options): Arguments {
  const letters = Object.entries(table).flatMap(([name, { letter }]) =>
    letter ? [[name, [letter]] as [string, string[]]] : [],
  );
  const parsed = parse([...argv], {
    string: ofType(table, 'string'),
    boolean: ofType(table, 'boolean'),
    array: ofType(table, 'string'),
    alias: Object.fromEntries(letters),
    configuration,
  });
  const [first, ...rest] = parsed._.map(String);
  const known = first !== undefined && Object.hasOwn(commands, first);
  const command = (known ? first : 'diego') as CommandName;
  const operands = known ? rest : first === undefined ? [] : [first, ...rest];
  const given: Partial<Record<OptionName, string[]>> = {};
  for (const [key, value] of Object.entries(parsed)) {
    if (key === '_' || value === undefined) continue;
    const name = nameOf(table, key);
    if (!Object.hasOwn(table, name)) findings.push(unknownOption(name, table));
    else given[name as OptionName] = [value].flat().map(String);
  }
  for (const [name, values] of Object.entries(given))
    findings.push(...optionFindings(name, table[name] as Option, values, command));
  findings.push(...argv.flatMap((argument) => switchFindings(argument, table)));
  findings.push(...operandFindings(command, operands, first !== undefined && !known));
  if (command === 'push' && argv[0] !== command) {
    findings.push(usage('push stands first: its letters mean other things', 'gen-manifest push APP --image IMAGE'));
  }
  return { command, operands, given };
}

function unknownOption(name: string, table: Table): Finding {
  const letter = name.length === 1;
  const letters = Object.entries(table).flatMap(([long, { letter: each }]) => (each ? [`-${each} (--${long})`] : []));
  const known = letter ? letters.join(', ') : undefined;
  return {
    code: 'unknown-option',
    severity: 'error',
    message: `there is no option ${letter ? '-' : '--'}${name}`,
    hint: known === undefined ? didYouMean(name, Object.keys(table)) : `known: ${known}`,
  };
}

/** The parser takes every value of a switch but true for false, also yes and 1. */
function switchFindings(argument: string, table: Table): Finding[] {
  const [, dashed = '', value = ''] = /^--?([\w-]+)=(.*)$/s.exec(argument) ?? [];
  const name = nameOf(table, dashed);
  const option = Object.hasOwn(table, name) ? table[name] : undefined;
  if (option?.type !== 'boolean' || value === 'true' || value === 'false') return [];
  return [usage(`${argument}: a switch is true or false`, `write --${name} alone, or --${name}=false`)];
}

function optionFindings(name: string, option: Option, values: readonly string[], command: CommandName): Finding[] {
  const shown = `--${name}`;
  if (option.commands && !option.commands.includes(command)) {
    const takes = `${option.commands.join(', ')} ${option.commands.length === 1 ? 'takes' : 'take'} it`;
    return [usage(`${command} does not take ${shown}`, takes)];
  }
  if (option.type === 'boolean') return [];
  if (values.length === 0 || values.includes('')) return [usage(`${shown} needs a value: ${option.value}`)];
  if (values.length > 1 && !option.repeatable)
    return [usage(`${shown} is given ${values.length} times`, 'give it once')];
  return choiceFindings(name, option, values[0] as string, command);
}

function choiceFindings(name: string, option: Option, value: string, command: CommandName): Finding[] {
  const choices = option.choicesOf?.[command] ?? option.choices;
  if (!choices || choices.includes(value)) return [];
  const what = name === 'env' ? 'environment' : option.value?.toLowerCase();
  const code = name === 'env' ? 'unknown-environment' : 'usage';
  return [{ ...usage(`--${name} ${value}: there is no such ${what}`, didYouMean(value, choices)), code }];
}

function operandFindings(command: CommandName, operands: readonly string[], misspelt: boolean): Finding[] {
  if (misspelt) {
    const name = operands[0] as string;
    const asked = Object.hasOwn(commands, operands[1] ?? '') ? `${operands[1]} ` : '';
    const hint =
      name === 'help' ? `it is an option: gen-manifest ${asked}--help` : didYouMean(name, Object.keys(commands));
    return [usage(`there is no command ${name}`, hint)];
  }
  const wanted = operandsOf[command] ?? [];
  if (operands.length > wanted.length) {
    const names = wanted.map(({ value }) => value).join(' and ');
    const takes = names === '' ? `no ${operands[0]}` : `${wanted.length === 1 ? 'one ' : ''}${names}`;
    return [usage(`${command} takes ${takes}`)];
  }
  return wanted.flatMap((operand, index) => operandFinding(command, operand, operands[index]));
}

function operandFinding(command: CommandName, { value, optional, choices }: Operand, given: string | undefined) {
  if (given === undefined) {
    return optional ? [] : [usage(`${command} needs a ${value}${choices ? `: ${choices.join(' or ')}` : ''}`)];
  }
  if (!choices || choices.includes(given)) return [];
  return [usage(`${command} ${given}: there is no such ${value.toLowerCase()}`, didYouMean(given, choices))];
}

function usage(message: string, hint?: string): Finding {
  return { code: 'usage', severity: 'error', message, hint: hint ?? 'gen-manifest --help shows how' };
}
