/**
 * Reads YAML 1.1, the version that BOSH, spiff and Ruby read, and keeps what is needed to say where a
 * value stands.
 *
 * js-yaml's event parser gives values and source offsets in one pass. `yaml` is loaded only where it is
 * needed: to report every syntax error of a file at once (syntax-errors.ts).
 */
import {
  constructFromEvents,
  boolYaml11Tag,
  defineScalarTag,
  EVENT_ID,
  type Event,
  floatYaml11Tag,
  intYaml11Tag,
  mapTag,
  mergeTag,
  nullYaml11Tag,
  NOT_RESOLVED,
  parseEvents,
  Schema,
  seqTag,
  strTag,
} from 'js-yaml';
import type { Finding } from '../errors.js';
import type { YamlValue } from '../yaml-value.js';
import { readInput } from './read-file.js';
import { type Wanted, withoutUnread } from './unread-sections.js';

/** A file that was read and parsed: its name as the user gave it, its text, and its one document. */
export interface YamlSource {
  readonly file: string;
  readonly text: string;
  /** The text of the file, where `text` is that with lines indented (flow-indentation.ts): columns are the file's. */
  readonly unindented?: string;
  readonly events: readonly Event[];
  readonly value: YamlValue;
}

const exactInteger = defineScalarTag<number | bigint>('tag:yaml.org,2002:int', {
  ...intYaml11Tag,
  resolve(source, isExplicit, tagName) {
    const value = intYaml11Tag.resolve(source, isExplicit, tagName);
    if (value === NOT_RESOLVED || Number.isSafeInteger(value)) return value;
    return /^[-+]?[0-9_]+$/.test(source) && !/^[-+]?0/.test(source) ? BigInt(source.replace(/[+_]/g, '')) : value;
  },
});

/** YAML 1.1 without timestamps, sets and binaries: a date in a stub is the text that it looks like. */
export const stubSchema = new Schema([
  strTag,
  nullYaml11Tag,
  boolYaml11Tag,
  exactInteger,
  floatYaml11Tag,
  mergeTag,
  seqTag,
  mapTag,
]);

/** More aliases than any manifest has: merging each into the next takes the square of their number. */
const maxAliases = 10_000;

/** Reads and parses `file`; every finding of a file that is not one YAML document goes to `findings`. */
export async function readYaml(file: string, findings: Finding[], wanted?: Wanted): Promise<YamlSource | undefined> {
  const read = readInput(file);
  if ('finding' in read) {
    findings.push(read.finding);
    return undefined;
  }
  return parseYaml(file, wanted ? withoutUnread(read.text, wanted) : read.text, findings);
}

/**
 * Reads and parses a manifest of others: a key may stand twice in a map, the last one counts, as the bosh CLI
 * takes it. cf-deployment v1.40.0 has such a map.
 */
export async function readManifest(file: string, findings: Finding[]): Promise<YamlSource | undefined> {
  const read = readInput(file);
  if ('text' in read) return parseYaml(file, read.text, findings, true);
  findings.push(read.finding);
  return undefined;
}

/** Parses `text` as the content of `file`; `repeated` keys are taken only where that is said. */
export async function parseYaml(
  file: string,
  text: string,
  findings: Finding[],
  repeated = false,
): Promise<YamlSource | undefined> {
  try {
    return await withoutAliasGrowth(parsed(file, text, findings, { repeated }), findings);
  } catch (error) {
    const { indentFlow } = await import('./flow-indentation.js');
    const indented = indentFlow(text);
    try {
      if (indented !== text) {
        return await withoutAliasGrowth(parsed(file, indented, findings, { unindented: text, repeated }), findings);
      }
    } catch {
      // The first refusal is the one to report: its positions are those of the file.
    }
    const { syntaxFindings } = await import('./syntax-errors.js');
    findings.push(...syntaxFindings(file, text, error));
    return undefined;
  }
}

/** How a text is read, beside its rules. */
interface Reading {
  /** The text before its flow collections were indented. */
  readonly unindented?: string;
  /** Whether a key may stand twice in a map. */
  readonly repeated: boolean;
}

function parsed(
  file: string,
  text: string,
  findings: Finding[],
  { unindented, repeated }: Reading,
): YamlSource | undefined {
  const events = parseEvents(text, { filename: file });
  const documents = constructFromEvents(events, {
    source: text,
    filename: file,
    schema: stubSchema,
    maxAliases,
    json: repeated,
  });
  if (documents.length === 1) {
    return { file, text, ...(unindented !== undefined && { unindented }), events, value: documents[0] as YamlValue };
  }
  findings.push(notOneDocument(file, documents.length));
  return undefined;
}

/** The source, unless its aliases lead in circles or stand for more than any manifest has. */
async function withoutAliasGrowth(
  source: YamlSource | undefined,
  findings: Finding[],
): Promise<YamlSource | undefined> {
  if (!source?.events.some(({ type }) => type === EVENT_ID.ALIAS)) return source;
  const { aliasFinding } = await import('./alias-growth.js');
  const finding = aliasFinding(source.file, source.value);
  if (!finding) return source;
  const { locate } = await import('./locate.js');
  findings.push({ ...finding, place: locate(source, finding.place?.path ?? []) });
  return undefined;
}

function notOneDocument(file: string, count: number): Finding {
  return count === 0
    ? { code: 'file-empty', severity: 'error', message: 'the file holds nothing but comments', place: { file } }
    : {
        code: 'yaml-syntax',
        severity: 'error',
        message: `the file holds ${count} YAML documents, one is needed`,
        hint: 'remove the lines with --- between them, or split the file',
        place: { file },
      };
}
