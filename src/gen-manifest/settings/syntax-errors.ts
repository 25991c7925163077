/**
 * Every syntax error of a YAML file at once, each with line and column. Loaded only when js-yaml has
 * refused a file, since the `yaml` package costs more than the rest of a run.
 */
import { YAMLException } from 'js-yaml';
import type { YAMLError } from 'yaml';
import { LineCounter, parseAllDocuments } from 'yaml';
import type { Finding } from '../errors.js';

const mostFindings = 20;

/** What `yaml` reads without running out of stack; js-yaml itself stops at 100 levels. */
const deepest = 200;

/** The findings for a file that js-yaml refused with `cause`; never empty. */
export function syntaxFindings(file: string, text: string, cause: unknown): Finding[] {
  const limited = cause instanceof YAMLException && /maxDepth|maxAliases/.test(cause.reason);
  const found = limited || mostLevels(text) > deepest ? [] : fromYaml(file, text);
  return found.length > 0 ? found : [fromJsYaml(file, cause)];
}

/** At least as many levels as the text nests: brackets, whether quoted or not, indentation and dashes. */
function mostLevels(text: string): number {
  let brackets = 0;
  let deepestBracket = 0;
  for (const character of text) {
    if (character === '[' || character === '{') deepestBracket = Math.max(deepestBracket, ++brackets);
    else if ((character === ']' || character === '}') && brackets > 0) brackets--;
  }
  const indented = text.match(/^[ ?:-]+/gm) ?? [];
  return indented.reduce((most, { length }) => Math.max(most, length), 0) + deepestBracket;
}

function fromYaml(file: string, text: string): Finding[] {
  const lines = new LineCounter();
  let errors: readonly YAMLError[];
  try {
    const options = { version: '1.1', lineCounter: lines, prettyErrors: false, merge: true } as const;
    const documents = parseAllDocuments(text, options);
    errors = Array.isArray(documents) ? documents.flatMap((document) => document.errors) : [];
  } catch {
    return [];
  }
  const findings = errors.slice(0, mostFindings).map((error) => {
    const { line, col } = lines.linePos(error.pos[0]);
    return finding(file, error.code === 'DUPLICATE_KEY', error.message, line, col, text.split('\n')[line - 1]);
  });
  return findings;
}

/** What js-yaml says in its own terms, in ours. */
const words: readonly (readonly [RegExp, string])[] = [
  [/maxDepth/, 'nested deeper than 100 levels'],
  [/maxAliases/, 'more than 10000 aliases'],
  [
    /expected valid JSON character|non-printable/,
    'a control character; write it as an escape such as \\x07 in double quotes',
  ],
  [/does not support complex keys/, 'a list or map stands as a key; keys are strings'],
];

function fromJsYaml(file: string, cause: unknown): Finding {
  if (cause instanceof YAMLException && cause.mark) {
    const { line, column } = cause.mark;
    const reason = words.find(([pattern]) => pattern.test(cause.reason))?.[1] ?? cause.reason;
    return finding(file, /duplicate/i.test(reason), reason, line + 1, column + 1);
  }
  const message = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
  return { code: 'yaml-syntax', severity: 'error', message: `not valid YAML: ${message}`, place: { file } };
}

function finding(
  file: string,
  duplicate: boolean,
  reason: string,
  line: number,
  column: number,
  source?: string,
): Finding {
  const place = { file, line, column };
  if (duplicate) {
    const key = source?.trim().split(':')[0];
    return {
      code: 'duplicate-key',
      severity: 'error',
      message: key ? `the key "${key}" stands twice in one map` : 'a key stands twice in one map',
      hint: 'remove one of them; readers differ on which one counts',
      place,
    };
  }
  return {
    code: 'yaml-syntax',
    severity: 'error',
    message: `not valid YAML: ${reason.replace(/\s+/g, ' ').trim()}`,
    ...(source?.startsWith('\t') && { hint: 'YAML is indented with spaces, never with tabs' }),
    place,
  };
}
