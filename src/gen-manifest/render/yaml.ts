/**
 * The only writer of YAML documents. It prints what the `yaml` package would with
 * `{version: '1.1', lineWidth: 0, aliasDuplicateObjects: false}`, as far as any YAML 1.1 reader can tell
 * (spec/render/yaml.spec.ts proves it), in a fraction of the time, with comments where values have reasons.
 */
import { GenManifestError } from '../errors.js';
import { Noted, type Reason } from '../model/reason.js';
import type { PlannedDocument, PlannedMap, PlannedValue } from '../plan/planned.js';
import type { YamlValue } from '../yaml-value.js';
import { blockScalar, commentText, isBlock, numberScalar, stringScalar } from './yaml-scalar.js';

/** Turns a reason into the text of a comment. */
export type Describe = (reason: Reason) => string;

/** Longest implicit key of YAML 1.1, with room for its quotes. */
const longestImplicitKey = 1000;
/** More nodes than any manifest has: an input whose aliases multiply is stopped here. */
const mostNodes = 2_000_000;
const commentWidth = 110;

/** The text of a document: its header as comments, then the YAML. */
export function renderYaml(document: PlannedDocument, describe: Describe): string {
  const header = document.header.map((line) => `${`# ${commentText(line)}`.trimEnd()}\n`).join('');
  return `${header}---\n${new YamlWriter(describe).document(document.value)}`;
}

/** The lines of a value alone, as they would stand at the left margin of a document; without a line break at the end. */
export function yamlLines(value: YamlValue): string[] {
  return new YamlWriter(() => '').document(value).trimEnd().split('\n');
}

/** One entry of a block map whose keys stand behind `indent`: whole lines, its reason as comments above. */
export function yamlEntry(key: string, value: PlannedValue, indent: string, describe: Describe): string {
  return `${new YamlWriter(describe).map({ [key]: value }, [key], indent).slice(1)}\n`;
}

/** One item of a block list whose dashes stand behind `indent`: whole lines, its reason as comments above. */
export function yamlItem(value: PlannedValue, indent: string, describe: Describe): string {
  return `${new YamlWriter(describe).list([value], indent).slice(1)}\n`;
}

class YamlWriter {
  private nodes = 0;

  constructor(private readonly describe: Describe) {}

  document(value: PlannedValue): string {
    const text = this.value(value, '');
    return text.startsWith('\n') ? text.slice(1) + '\n' : `${text.trimStart()}\n`;
  }

  /** What follows a key or dash: ` scalar`, or a line break and the nested lines. */
  private value(planned: PlannedValue, indent: string): string {
    const value = planned instanceof Noted ? planned.value : planned;
    if (++this.nodes > mostNodes) throw tooLarge();
    switch (typeof value) {
      case 'string':
        return isBlock(value) ? ` ${blockScalar(value, indent === '' ? '  ' : indent)}` : ` ${stringScalar(value)}`;
      case 'number':
      case 'bigint':
        return ` ${numberScalar(value)}`;
      case 'boolean':
        return value ? ' true' : ' false';
      default:
        return this.collection(value, indent);
    }
  }

  private collection(value: PlannedMap | PlannedValue[] | null, indent: string): string {
    if (value === null) return ' null';
    if (Array.isArray(value)) return value.length === 0 ? ' []' : this.list(value, indent);
    const keys = Object.keys(value);
    return keys.length === 0 ? ' {}' : this.map(value, keys, indent);
  }

  map(map: PlannedMap, keys: readonly string[], indent: string): string {
    let text = '';
    for (const key of keys) {
      const value = map[key] as PlannedValue;
      if (value instanceof Noted) text += this.comment(value.reason, indent);
      const name = stringScalar(key);
      const nested = this.value(value, `${indent}  `);
      text +=
        name.length > longestImplicitKey ? `\n${indent}? ${name}\n${indent}:${nested}` : `\n${indent}${name}:${nested}`;
    }
    return text;
  }

  list(list: readonly PlannedValue[], indent: string): string {
    let text = '';
    for (const item of list) {
      if (item instanceof Noted) text += this.comment(item.reason, indent);
      const nested = this.value(item, `${indent}  `);
      // A map or list starts on its dash's own line, be it with a comment.
      const compact = nested.startsWith('\n');
      text += `\n${indent}-${compact ? ` ${nested.slice(indent.length + 3)}` : nested}`;
    }
    return text;
  }

  private comment(reason: Reason, indent: string): string {
    const words = commentText(this.describe(reason)).split(/\s+/);
    let text = '';
    let line = `\n${indent}#`;
    for (const word of words) {
      if (line.length + word.length > commentWidth && !line.endsWith('#')) {
        text += line;
        line = `\n${indent}#`;
      }
      line += ` ${word}`;
    }
    return text + line;
  }
}

function tooLarge(): GenManifestError {
  return new GenManifestError([
    {
      code: 'not-allowed',
      severity: 'error',
      message: `the document would have more than ${mostNodes} values`,
      hint: 'do aliases in an input multiply one another?',
    },
  ]);
}
