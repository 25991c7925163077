/**
 * Reads the command line with yargs' own parser over the options' table. yargs itself is loaded only to
 * write help and completion: it takes longer than everything else that a run does.
 */
import parse from 'yargs-parser';
import type { Finding } from '../errors.js';
import { didYouMean } from '../settings/nearest.js';
import {
  type CommandName,
  commands,
  type Operand,
  operands as operandsOf,
  type Option,
  type OptionName,
  options,
} from './options.js';

/** A command line that has been read: the command, its operands, and the options that were given. */
export interface Arguments {
  readonly command: CommandName;
  readonly operands: readonly string[];
  readonly given: Readonly<Partial<Record<OptionName, readonly string[]>>>;
}

const table = Object.entries<Option>(options) as [OptionName, Option][];
const named = (type: Option['type']): string[] =>
  table.filter(([, option]) => option.type === type).map(([name]) => name);
const letters = Object.fromEntries(table.flatMap(([name, { letter }]) => (letter ? [[name, [letter]]] : [])));
const ofLetter = new Map(
  table.flatMap(([name, { letter }]): [string, OptionName][] => (letter ? [[letter, name]] : [])),
);

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
export function readArguments(argv: readonly string[], findings: Finding[]): Arguments {
  const parsed = parse([...argv], {
    string: named('string'),
    boolean: named('boolean'),
    array: named('string'),
    alias: letters,
    configuration,
  });
  const [first, ...rest] = parsed._.map(String);
  const known = first !== undefined && Object.hasOwn(commands, first);
  const command = (known ? first : 'diego') as CommandName;
  const operands = known ? rest : first === undefined ? [] : [first, ...rest];
  const given: Partial<Record<OptionName, string[]>> = {};
  for (const [key, value] of Object.entries(parsed)) {
    if (key === '_' || value === undefined) continue;
    const name = ofLetter.get(key) ?? key;
    if (!Object.hasOwn(options, name)) findings.push(unknownOption(name));
    else given[name as OptionName] = [value].flat().map(String);
  }
  for (const [name, values] of Object.entries(given))
    findings.push(...optionFindings(name as OptionName, values, command));
  findings.push(...argv.flatMap(switchFindings));
  findings.push(...operandFindings(command, operands, first !== undefined && !known));
  return { command, operands, given };
}

function unknownOption(name: string): Finding {
  const letter = name.length === 1;
  const known = letter ? [...ofLetter].map(([each, long]) => `-${each} (--${long})`).join(', ') : undefined;
  return {
    code: 'unknown-option',
    severity: 'error',
    message: `there is no option ${letter ? '-' : '--'}${name}`,
    hint:
      known === undefined
        ? didYouMean(
            name,
            table.map(([each]) => each),
          )
        : `known: ${known}`,
  };
}

/** The parser takes every value of a switch but true for false, also yes and 1. */
function switchFindings(argument: string): Finding[] {
  const [, dashed = '', value = ''] = /^--?([\w-]+)=(.*)$/s.exec(argument) ?? [];
  const name = ofLetter.get(dashed) ?? dashed;
  const option: Option | undefined = Object.hasOwn(options, name) ? options[name as OptionName] : undefined;
  if (option?.type !== 'boolean' || value === 'true' || value === 'false') return [];
  return [usage(`${argument}: a switch is true or false`, `write --${name} alone, or --${name}=false`)];
}

function optionFindings(name: OptionName, values: readonly string[], command: CommandName): Finding[] {
  const option: Option = options[name];
  const shown = `--${name}`;
  if (option.commands && !option.commands.includes(command)) {
    const takes = `${option.commands.join(', ')} ${option.commands.length === 1 ? 'takes' : 'take'} it`;
    return [usage(`${command} does not take ${shown}`, takes)];
  }
  if (option.type === 'boolean') return [];
  if (values.length === 0 || values.includes('')) return [usage(`${shown} needs a value: ${option.value}`)];
  if (values.length > 1 && !option.repeatable)
    return [usage(`${shown} is given ${values.length} times`, 'give it once')];
  const value = values[0] as string;
  if (option.choices && !option.choices.includes(value)) {
    const code = name === 'env' ? 'unknown-environment' : 'usage';
    return [
      {
        ...usage(
          `${shown} ${value}: there is no such ${name === 'env' ? 'environment' : option.value?.toLowerCase()}`,
          didYouMean(value, option.choices),
        ),
        code,
      },
    ];
  }
  return [];
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
