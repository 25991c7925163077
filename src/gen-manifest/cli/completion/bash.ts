/**
 * The completion script for bash. All words are in it, so that completing starts no program; it needs neither
 * the bash-completion package nor a bash newer than 3.2, which macOS has.
 */
import { type Operand, operands } from '../command-table.js';
import {
  commandNames,
  generalOptions,
  type OfferedOption,
  offeredOptions,
  offeredPushOptions,
  propertyPaths,
  settingPaths,
  switchPaths,
  type Value,
} from './words.js';

/** The script; every word in it is plain: letters, digits, dots, dashes, underscores and @. */
export async function bashCompletion(): Promise<string> {
  return [...head, ...variables(await propertyPaths()), ...functions, ''].join('\n');
}

const head = [
  '# Completion of gen-manifest for bash. For this shell: source <(gen-manifest completion bash)',
  '# For all of them: gen-manifest completion bash > ~/.local/share/bash-completion/completions/gen-manifest',
  '',
];

function variables(properties: readonly string[]): string[] {
  const ofCommand = commandNames.map((command) => {
    const names = offeredOptions
      .filter((option) => option.commands.includes(command))
      .flatMap(({ names: each }) => each);
    return `    ${command}) echo "${names.join(' ')}" ;;`;
  });
  return [
    `_gen_manifest_commands="${commandNames.join(' ')}"`,
    `_gen_manifest_settings="${settingPaths.join(' ')}"`,
    `_gen_manifest_explained="$_gen_manifest_settings ${properties.join(' ')}"`,
    `_gen_manifest_switches=" ${switchPaths.join(' ')} "`,
    '',
    '# The options of a command.',
    '_gen_manifest_options() {',
    '  case "$1" in',
    ...ofCommand,
    '  esac',
    '}',
    '',
    '# What follows an option: @file, @folder, @setting, @text, or its choices; nothing for a switch.',
    '# The letters of push mean other things; $command is a variable of _gen_manifest.',
    '_gen_manifest_value() {',
    '  if [[ $command == push ]]; then _gen_manifest_push_value "$1"; return; fi',
    '  case "$1" in',
    ...valueCases(generalOptions),
    '  esac',
    '}',
    '',
    '_gen_manifest_push_value() {',
    '  case "$1" in',
    ...valueCases(offeredPushOptions),
    '  esac',
    '}',
    '',
    '# What a command takes beside options: @path or its choices.',
    '_gen_manifest_operand() {',
    '  case "$1" in',
    ...Object.entries(operands).map(([command, [operand]]) => `    ${command}) echo "${operandWords(operand)}" ;;`),
    '  esac',
    '}',
    '',
  ];
}

function valueCases(offered: readonly OfferedOption[]): string[] {
  return offered.flatMap(({ names, value }) =>
    value ? [`    ${names.join(' | ')}) echo "${valueWords(value)}" ;;`] : [],
  );
}

function operandWords(operand: Operand | undefined): string {
  if (operand?.file) return '@file';
  return operand?.text ? '@text' : (operand?.choices?.join(' ') ?? '@path');
}

function valueWords(value: Value): string {
  return value.kind === 'choice' ? value.choices.join(' ') : `@${value.kind}`;
}

const functions = [
  '# Offers the paths of $3 that start with $1, up to their next dot; $2 stands behind a whole one.',
  '_gen_manifest_paths() {',
  '  local path rest word',
  '  for path in $3; do',
  '    [[ $path == "$1"* ]] || continue',
  '    rest="${path#"$1"}"',
  '    word="$path$2"',
  '    [[ $rest == *.* ]] && word="$1${rest%%.*}."',
  '    [[ " ${COMPREPLY[*]} " == *" $word "* ]] && continue',
  '    COMPREPLY+=("$word")',
  '    [[ $word == *[.=] ]] && compopt -o nospace 2>/dev/null',
  '  done',
  '}',
  '',
  '# Offers what a value, or an operand, can be.',
  '_gen_manifest_offer() {',
  "  [[ $1 == @f* ]] && local IFS=$'\\n'",
  '  case "$1" in',
  '    @setting) _gen_manifest_paths "$2" "=" "$_gen_manifest_settings" ;;',
  '    @path) _gen_manifest_paths "$2" "" "$_gen_manifest_explained" ;;',
  '    @file)',
  '      compopt -o filenames 2>/dev/null',
  '      COMPREPLY=($(compgen -f -- "$2"))',
  '      ;;',
  '    @folder)',
  '      compopt -o filenames 2>/dev/null',
  '      COMPREPLY=($(compgen -d -- "$2"))',
  '      ;;',
  '    @text) ;;',
  '    *) COMPREPLY=($(compgen -W "$1" -- "$2")) ;;',
  '  esac',
  '}',
  '',
  '_gen_manifest() {',
  '  local IFS=$\' \\t\\n\' command="" operand="" before="" word at',
  '  local current="${COMP_WORDS[COMP_CWORD]}"',
  '  COMPREPLY=()',
  '  # bash makes = a word of its own: --env=aws is three words.',
  '  for ((at = 1; at < COMP_CWORD; at++)); do',
  '    word="${COMP_WORDS[at]}"',
  '    if [[ $word == "=" ]]; then continue; fi',
  '    if [[ -n $before ]]; then',
  '      if [[ ${COMP_WORDS[at + 1]} == "=" && $before == "--set" ]]; then before="--set $word"; else before=""; fi',
  '    elif [[ $word == -* ]]; then',
  '      [[ -n $(_gen_manifest_value "$word") ]] && before="$word"',
  '    elif [[ -z $command && " $_gen_manifest_commands " == *" $word "* ]]; then',
  '      command="$word"',
  '    else',
  '      operand="$word"',
  '    fi',
  '  done',
  '  [[ $current == "=" ]] && current=""',
  '  if [[ $before == "--set "* ]]; then',
  '    [[ $_gen_manifest_switches == *" ${before#--set } "* ]] && _gen_manifest_offer "true false" "$current"',
  '  elif [[ -n $before ]]; then',
  '    _gen_manifest_offer "$(_gen_manifest_value "$before")" "$current"',
  '  elif [[ $current == -* ]]; then',
  '    _gen_manifest_offer "$(_gen_manifest_options "${command:-diego}")" "$current"',
  '  elif [[ -z $command ]]; then',
  '    _gen_manifest_offer "$_gen_manifest_commands" "$current"',
  '  elif [[ -z $operand || $(_gen_manifest_operand "$command") == @file ]]; then',
  '    _gen_manifest_offer "$(_gen_manifest_operand "$command")" "$current"',
  '  fi',
  '}',
  '',
  'complete -F _gen_manifest gen-manifest',
];
