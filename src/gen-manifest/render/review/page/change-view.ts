/** One change as the page shows it. */
import type { ReviewedChange, Why } from '../../../plan/review/review.js';
import type { Anchors } from './anchors.js';
import { counted } from './amounts.js';
import { type ValueLine, valueLines } from './value-lines.js';

/** What the template of a change shows. */
export interface ChangeView {
  readonly anchor: string;
  readonly kind: ReviewedChange['kind'];
  readonly property: string;
  readonly path: string;
  /** What a folded value is called; undefined where it is short enough to stand open. */
  readonly folded: string | undefined;
  readonly lines: readonly { readonly element: string; readonly text: string }[];
  readonly why: WhyView | undefined;
}

/** Why, or undefined for what is not known. */
export interface WhyView {
  readonly text: string | undefined;
  readonly setting: string | undefined;
  readonly place: string | undefined;
}

/** Elements for the lines: `del` and `ins` say by themselves what they are. */
const elements: Readonly<Record<ValueLine['is'], string>> = { del: 'del', ins: 'ins', same: 'span', gap: 'i' };

/** Beyond these, in lines and in characters, a value is folded. */
const openLines = 12;
const openCharacters = 1500;

/** `words` name where the change is, for its anchor. */
export function changeView(change: ReviewedChange, anchors: Anchors, ...words: readonly string[]): ChangeView {
  const { kind, property, path, why } = change;
  const lines = valueLines(change.old, change.new);
  return {
    anchor: anchors('change', ...words, change.job ?? '', property),
    kind,
    property,
    path,
    folded: folded(lines),
    lines: lines.map(({ is, text }) => ({ element: elements[is], text })),
    why: why && whyView(why),
  };
}

function whyView({ text, setting, place }: Why): WhyView | undefined {
  const known = text !== undefined || setting !== undefined || place !== undefined;
  return known ? { text, setting, place } : undefined;
}

function folded(lines: readonly ValueLine[]): string | undefined {
  const characters = lines.reduce((sum, { text }) => sum + text.length, 0);
  if (lines.length <= openLines && characters <= openCharacters) return undefined;
  const count = (wanted: ValueLine['is']): number => lines.filter(({ is }) => is === wanted).length;
  const parts = [
    ...(count('ins') > 0 ? [`${counted(count('ins'), 'line')} added`] : []),
    ...(count('del') > 0 ? [`${counted(count('del'), 'line')} removed`] : []),
  ];
  return parts.join(', ') || counted(lines.length, 'line');
}
