/** The completion script for zsh, which shows what options and commands are for as well. */
import { type CommandName, commands, type Operand, operands } from '../command-table.js';
import { commandNames, type OfferedOption, offeredOptions, propertyPaths, settingPaths, type Value } from './words.js';

/** The script: to be sourced, or saved as `_gen-manifest` in a folder of `$fpath`. */
export async function zshCompletion(): Promise<string> {
  return [...head, ...words(await propertyPaths()), ...commandFunction(), ...tail, ''].join('\n');
}

const head = [
  '#compdef gen-manifest',
  '# Completion of gen-manifest for zsh. For this shell: source <(gen-manifest completion zsh)',
  '# For all of them: gen-manifest completion zsh > "${fpath[1]}/_gen-manifest"',
  '',
];

function words(properties: readonly string[]): string[] {
  return [
    'typeset -ga _gen_manifest_commands _gen_manifest_settings _gen_manifest_explained',
    '_gen_manifest_commands=(',
    ...commandNames.map((name) => `  ${quoted(`${name}:${commands[name]}`)}`),
    ')',
    `_gen_manifest_settings=(${settingPaths.join(' ')})`,
    '',
    `_gen_manifest_explained=($_gen_manifest_settings ${properties.join(' ')})`,
    '',
    '_gen_manifest_name() { _describe -t commands command _gen_manifest_commands }',
    '_gen_manifest_path() { _multi_parts . _gen_manifest_explained }',
    '_gen_manifest_set() {',
    '  if compset -P "*="; then _message value; else _multi_parts -S = . _gen_manifest_settings; fi',
    '}',
    '',
  ];
}

function commandFunction(): string[] {
  return [
    '_gen_manifest() {',
    '  local command=diego word',
    '  for word in "${(@)words[2,CURRENT-1]}"; do',
    `    case $word in (${commandNames.join('|')}) command=$word; break ;; esac`,
    '  done',
    '  case $command in',
    ...commandNames.flatMap((command) => [`    (${command})`, ...argumentsOf(command), '      ;;']),
    '  esac',
    '}',
    '',
  ];
}

function argumentsOf(command: CommandName): string[] {
  const shown = offeredOptions.filter((option) => option.commands.includes(command));
  const specs = [
    ...shown.flatMap(optionSpecs),
    quoted('1:command:_gen_manifest_name'),
    ...(operands[command] ?? []).map((operand, index) =>
      quoted(`${index + 2}:${operand.value}:${operandAction(operand)}`),
    ),
  ];
  return [
    '      _arguments -s \\',
    ...specs.map((spec, index) => `        ${spec}${index < specs.length - 1 ? ' \\' : ''}`),
  ];
}

function operandAction({ choices, file, text }: Operand): string {
  if (file) return '_files';
  if (text) return ' ';
  return choices ? `(${choices.join(' ')})` : '_gen_manifest_path';
}

/** One specification for each name of an option: `(-c --cf)-c[text]:FILE:_files`. */
function optionSpecs({ names, description, value, repeatable }: OfferedOption): string[] {
  const text = description.replace(/[[\]:]/g, (character) => `\\${character}`);
  return names.map((name) => {
    const excluded = repeatable ? '*' : `(${names.join(' ')})`;
    const long = value && name.startsWith('--') ? `${name}=` : value ? `${name}+` : name;
    return quoted(`${excluded}${long}[${text}]${value ? `:${value.kind}:${action(value)}` : ''}`);
  });
}

function action(value: Value): string {
  switch (value.kind) {
    case 'choice':
      return `(${value.choices.join(' ')})`;
    case 'setting':
      return '_gen_manifest_set';
    case 'folder':
      return '_files -/';
    case 'file':
      return '_files';
    case 'text':
      return ' ';
  }
}

const tail = [
  'if [[ $funcstack[1] == _gen-manifest ]]; then _gen_manifest "$@"; else compdef _gen_manifest gen-manifest; fi',
];

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
