/** What stands in the boxes and on the arrows of a picture, line by line, with the room that it takes. */
import type { NodeKind, TopologyEdge, TopologyNode } from '../../../plan/review/review.js';
import { protectionTexts } from '../protections.js';
import type { Rectangle } from './picture-layout.js';
import { widthOf, wrapped } from './picture-text.js';

/** For a wide window, with everything on the arrows; for a narrow one, with their numbers in the table alone. */
export type Shape = 'wide' | 'narrow';

/** A connection with the number that it has in the picture and in the table. */
export type NumberedEdge = TopologyEdge & { readonly number: number };

/** A line of text; its type is a class of the style. */
export interface Line {
  readonly text: string;
  readonly type: 'name' | 'label' | 'strong' | 'mono' | 'problem';
}

/** A line at its place; y is the baseline. */
export interface PlacedText extends Line {
  readonly x: string;
  readonly y: string;
}

/** What a node is, for people. */
export const kindNames: Readonly<Record<NodeKind, string>> = {
  registry: 'registry',
  cache: 'cache',
  'object-store': 'object store',
  upstream: 'upstream registry',
  cell: 'Diego cells',
  'staging-container': 'staging containers',
  'cloud-controller': 'Cloud Controller',
  operator: 'operator',
};

/** Letters in a line. */
const nameLetters = 24;
const lineLetters: Readonly<Record<Shape, number>> = { wide: 28, narrow: 22 };
const labelLetters = 24;
/** Heights in px. */
const heights: Readonly<Record<Line['type'], number>> = { name: 20, mono: 17, label: 15, strong: 15, problem: 15 };

/** The lines of a node. */
export function nodeLines({ name, kind, lines }: TopologyNode, shape: Shape): Line[] {
  const kindName = kindNames[kind];
  return [
    ...as('name', wrapped(name, nameLetters, 2)),
    ...(name.toLowerCase() === kindName.toLowerCase() ? [] : as('label', [kindName])),
    ...as(
      'mono',
      lines.flatMap((line) => wrapped(line, lineLetters[shape], 2)),
    ),
  ];
}

/** The lines of an arrow. */
export function edgeLines({ number, purpose, port, protection, worksBy, problem }: NumberedEdge, shape: Shape): Line[] {
  if (shape === 'narrow') return as(problem === undefined ? 'strong' : 'problem', [String(number)]);
  return [
    ...as('strong', wrapped(`${number}. ${purpose}`, labelLetters, 2)),
    ...as('mono', [...wrapped(port, labelLetters, 1), ...wrapped(protectionTexts[protection], labelLetters, 1)]),
    ...(problem === undefined
      ? as('label', wrapped(worksBy ?? '', labelLetters, 3))
      : as('problem', wrapped(problem, labelLetters, 3))),
  ];
}

/** The size in px of lines with a margin on each side. */
export function sizeOf(lines: readonly Line[], margin: number): { width: number; height: number } {
  const widths = lines.map(({ text, type }) => widthOf([text], type === 'mono' || type === 'name' ? type : 'label'));
  return {
    width: Math.max(0, ...widths) + 2 * margin,
    height: lines.reduce((sum, { type }) => sum + heights[type], 0) + 2 * margin,
  };
}

/** Lines one below the other. */
export function stacked(lines: readonly Line[], { x, y }: Rectangle, margin: number): PlacedText[] {
  let bottom = y + margin;
  return lines.map((line) => {
    bottom += heights[line.type];
    return { ...line, x: px(x + margin), y: px(bottom - 5) };
  });
}

/** A length in the units of the picture. */
export function px(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function as(type: Line['type'], texts: readonly string[]): Line[] {
  return texts.map((text) => ({ text, type }));
}
