/** One drawing of the topology: boxes, frames and arrows at their places, every text in its box. */
import type { TopologyNode } from '../../../plan/review/review.js';
import { counted } from './amounts.js';
import {
  edgeLines,
  type Line,
  nodeLines,
  type NumberedEdge,
  type PlacedText,
  px,
  type Shape,
  sizeOf,
  stacked,
} from './picture-labels.js';
import { type LayOut, type PictureLayout, type Rectangle } from './picture-layout.js';
import { wrapped } from './picture-text.js';

/** One drawing; lengths are px. */
export interface Drawing {
  readonly shape: Shape;
  readonly title: string;
  readonly description: string;
  readonly width: string;
  readonly viewBox: string;
  /** True where it may be made a little smaller to fit into the window. */
  readonly shrinks: boolean;
  readonly frames: readonly (Placed & { readonly name: string })[];
  readonly nodes: readonly (Placed & { readonly kind: string; readonly texts: readonly PlacedText[] })[];
  readonly edges: readonly DrawnEdge[];
}

interface DrawnEdge {
  readonly number: number;
  readonly tone: string;
  readonly line: string;
  readonly head: string;
  readonly label: Placed;
  readonly texts: readonly PlacedText[];
}

interface Placed {
  readonly x: string;
  readonly y: string;
  readonly width: string;
  readonly height: string;
}

/** What is drawn, with its texts. */
interface Content {
  readonly nodes: readonly TopologyNode[];
  readonly edges: readonly NumberedEdge[];
  readonly nodeTexts: readonly (readonly Line[])[];
  readonly edgeTexts: readonly (readonly Line[])[];
}

/** Room for half of a line's width around everything. */
const edge = 3;
/** On a phone letters are read from nearer, and less has to be scrolled. */
const scale: Readonly<Record<Shape, number>> = { wide: 1, narrow: 0.85 };
const boxMargin = 12;
const labelMargin = 5;
/** The width in px that a window of 1,440 px shows without scrolling, in letters that are still large enough. */
const wideWindow = 1250;
const narrowest = 960;

/** Draws the topology; both ends of every edge are among the nodes. */
export function drawing(
  layOut: LayOut,
  shape: Shape,
  nodes: readonly TopologyNode[],
  edges: readonly NumberedEdge[],
): Drawing {
  const nodeTexts = nodes.map((node) => nodeLines(node, shape));
  const edgeTexts = edges.map((edge) => edgeLines(edge, shape));
  const content = { nodes, edges, nodeTexts, edgeTexts };
  return { shape, ...words(nodes, edges), ...placed(shape, layoutOf(layOut, shape, content), content) };
}

/** From left to right as people read, where there is the room for it; else whatever is narrower. */
function layoutOf(layOut: LayOut, shape: Shape, { nodes, edges, nodeTexts, edgeTexts }: Content): PictureLayout {
  const boxes = nodes.map(({ id, deployment }, index) => ({
    id,
    frame: deployment,
    ...sizeOf(nodeTexts[index] ?? [], boxMargin),
  }));
  const arrows = edges.map(({ from, to }, index) => ({ from, to, ...sizeOf(edgeTexts[index] ?? [], labelMargin) }));
  const down = layOut(boxes, arrows, 'TB');
  if (shape === 'narrow') return down;
  const across = layOut(boxes, arrows, 'LR');
  return across.width <= Math.max(wideWindow, down.width) ? across : down;
}

function placed(
  shape: Shape,
  layout: PictureLayout,
  { nodes, edges, nodeTexts, edgeTexts }: Content,
): Omit<Drawing, 'shape' | 'title' | 'description'> {
  return {
    width: px((layout.width + 2 * edge) * scale[shape]),
    shrinks: shape === 'wide' && layout.width > narrowest && layout.width <= wideWindow,
    viewBox: [-edge, -edge, layout.width + 2 * edge, layout.height + 2 * edge].map(px).join(' '),
    frames: layout.frames.map((frame) => ({ name: wrapped(frame.name, 40, 1).join(''), ...rectangle(frame) })),
    nodes: nodes.map(({ kind }, index) => {
      const box = layout.boxes[index] as Rectangle;
      return { kind, ...rectangle(box), texts: stacked(nodeTexts[index] ?? [], box, boxMargin) };
    }),
    edges: edges.map(({ number, protection, problem }, index): DrawnEdge => {
      const { line, head, label } = layout.arrows[index] as PictureLayout['arrows'][number];
      const texts = stacked(edgeTexts[index] ?? [], label, labelMargin);
      return {
        number,
        tone: problem === undefined ? protection : 'broken',
        line,
        head,
        label: rectangle(label),
        texts,
      };
    }),
  };
}

function rectangle({ x, y, width, height }: Rectangle): Placed {
  return { x: px(x), y: px(y), width: px(width), height: px(height) };
}

function words(nodes: readonly TopologyNode[], edges: readonly NumberedEdge[]): { title: string; description: string } {
  const broken = edges.filter(({ problem }) => problem !== undefined).length;
  const counts = `${counted(nodes.length, 'box', 'boxes')} and ${counted(edges.length, 'arrow')}`;
  return {
    title: 'Who connects to whom',
    description: `${counts}${broken === 0 ? '' : `, ${broken} of which do not work, or are not safe`}. The table below says the same in words.`,
  };
}
