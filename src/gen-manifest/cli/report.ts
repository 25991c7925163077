/** Findings as sentences on stderr: `file:line:column: error: message`, and the hint below. */
import type { Finding, Place } from '../errors.js';
import { withoutUserinfo } from '../secrets/redacted.js';
import { visibleText } from '../render/visible-text.js';
import { located, placeText } from '../settings/located.js';
import type { YamlSource } from '../settings/yaml-source.js';

const nowhere: Place = { file: '' };
const order = { error: 0, warning: 1, note: 2 } as const;

/** The text of the findings, errors first, places looked up in the files that were read. */
export function report(findings: readonly Finding[], sources: readonly YamlSource[]): string {
  const placed = findings.map((finding) => ({ ...finding, place: located(finding.place, sources) }));
  const sorted = placed.sort((a, b) => order[a.severity] - order[b.severity] || byPlace(a.place, b.place));
  const lines = sorted.map(({ severity, message, hint, place }) => {
    const at = place ? `${placeText(place)}: ` : '';
    return `${at}${severity}: ${oneLine(message)}${hint ? `\n  ${oneLine(hint)}` : ''}\n`;
  });
  return [...new Set(lines)].join('');
}

function byPlace(a: Place = nowhere, b: Place = nowhere): number {
  const { line = 0, column = 0 } = a;
  // A collator would take longer to load than a run has been at work by then.
  return (a.file < b.file ? -1 : Number(a.file > b.file)) || line - (b.line ?? 0) || column - (b.column ?? 0);
}

/** Longest message or hint that is shown whole, in characters. */
const longest = 4000;

/** Text of an input as a terminal may have it: no control characters, no line of its own, no flood, no credentials. */
function oneLine(text: string): string {
  const escaped = visibleText(withoutUserinfo(text).replaceAll('\n', '\\n'));
  return escaped.length > longest ? `${escaped.slice(0, longest)}...` : escaped;
}
