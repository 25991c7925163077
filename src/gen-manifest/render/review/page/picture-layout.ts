/** Where the boxes and arrows of a picture stand: the layout of Graphviz, which runs here as WebAssembly. */
import { type Graph, instance, type Viz } from '@viz-js/viz';

/** A box to place; sizes are px. */
export interface Box {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** Boxes of one frame stand together; undefined for those of none. */
  readonly frame: string | undefined;
}

/** An arrow to draw, with the room that its label takes. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly width: number;
  readonly height: number;
}

/** A rectangle: its upper left corner and its size in px, with y downwards. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The layout; boxes and arrows in the order that they were given. */
export interface PictureLayout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Rectangle[];
  readonly frames: readonly (Rectangle & { readonly name: string })[];
  readonly arrows: readonly { readonly line: string; readonly head: string; readonly label: Rectangle }[];
}

/** Room for a frame's name above its boxes. */
const frameName = 22;

type Point = readonly [number, number];

/** The part of Graphviz' output format `json` that is read: graphviz.org/docs/outputs/json. */
interface Laid {
  readonly bb: string;
  readonly objects?: readonly { readonly name: string; readonly pos?: string; readonly bb?: string }[];
  readonly edges?: readonly LaidEdge[];
}

/** `lp` is the middle of the label; the operation `b` draws the line, `P` the head. */
interface LaidEdge {
  readonly id: string;
  readonly lp?: string;
  readonly _draw_?: readonly Operation[];
  readonly _hdraw_?: readonly Operation[];
}

interface Operation {
  readonly op: string;
  readonly points?: readonly Point[];
}

/** Lays a picture out, from left to right or from the top down. Names and labels never reach Graphviz: only sizes do. */
export type LayOut = (boxes: readonly Box[], arrows: readonly Arrow[], direction: 'LR' | 'TB') => PictureLayout;

/** Starts Graphviz, which takes a few dozen ms. */
export async function graphviz(): Promise<LayOut> {
  const viz = await instance();
  return (boxes, arrows, direction) => layOut(viz, boxes, arrows, direction);
}

function layOut(viz: Viz, boxes: readonly Box[], arrows: readonly Arrow[], direction: 'LR' | 'TB'): PictureLayout {
  const frames = [...new Set(boxes.flatMap(({ frame }) => (frame === undefined ? [] : [frame])))];
  const laid = viz.renderJSON(graphOf(boxes, frames, arrows, direction)) as Laid;
  const [, , width, height] = numbers(laid.bb) as [number, number, number, number];
  const flipped = ([x, y]: Point): Point => [x, height - y];
  const drawn = (operations: readonly Operation[] | undefined, wanted: string): Point[] =>
    (operations?.find(({ op }) => op === wanted)?.points ?? []).map(flipped);
  const objects = new Map(laid.objects?.map((object) => [object.name, object]));
  const edges = new Map(laid.edges?.map((edge) => [edge.id, edge]));
  return {
    width,
    height,
    boxes: boxes.map((box, index) => around(flipped(pointOf(objects.get(`box${index}`)?.pos)), box)),
    frames: frames.map((name, index) => ({ name, ...frameOf(objects.get(`cluster${index}`)?.bb, height) })),
    arrows: arrows.map((arrow, index) => {
      const edge = edges.get(`arrow${index}`);
      return {
        line: curve(drawn(edge?._draw_, 'b')),
        head: polygon(drawn(edge?._hdraw_, 'P')),
        label: around(flipped(pointOf(edge?.lp)), arrow),
      };
    }),
  };
}

function graphOf(
  boxes: readonly Box[],
  frames: readonly string[],
  arrows: readonly Arrow[],
  rankdir: 'LR' | 'TB',
): Graph {
  const names = new Map(boxes.map(({ id }, index) => [id, `box${index}`]));
  return {
    graphAttributes: { rankdir, nodesep: 0.35, ranksep: 0.45, pad: 0.1 },
    nodeAttributes: { shape: 'box', fixedsize: true, label: '' },
    edgeAttributes: { arrowsize: 0.8 },
    nodes: boxes.map(({ width, height }, index) => ({
      name: `box${index}`,
      attributes: { width: width / 72, height: height / 72 },
    })),
    edges: arrows.map(({ from, to, width, height }, index) => ({
      tail: names.get(from) ?? from,
      head: names.get(to) ?? to,
      attributes: { id: `arrow${index}`, label: { html: room(width, height) } },
    })),
    subgraphs: frames.map((frame, index) => ({
      name: `cluster${index}`,
      graphAttributes: { margin: 14, label: { html: room(40, frameName) }, labeljust: 'l' },
      nodes: boxes.flatMap((box, at) => (box.frame === frame ? [{ name: `box${at}` }] : [])),
    })),
  };
}

/** A label of this size without text. */
function room(width: number, height: number): string {
  const size = `WIDTH="${Math.ceil(width)}" HEIGHT="${Math.ceil(height)}"`;
  return `<TABLE BORDER="0" CELLBORDER="0" CELLPADDING="0" CELLSPACING="0" FIXEDSIZE="TRUE" ${size}><TR><TD></TD></TR></TABLE>`;
}

function frameOf(bb: string | undefined, height: number): Rectangle {
  const [left = 0, bottom = 0, right = 0, top = 0] = numbers(bb ?? '');
  return { x: left, y: height - top, width: right - left, height: top - bottom };
}

function around([x, y]: Point, { width, height }: { width: number; height: number }): Rectangle {
  return { x: x - width / 2, y: y - height / 2, width, height };
}

function numbers(text: string): number[] {
  return text.split(',').map(Number);
}

function pointOf(text: string | undefined): Point {
  const [x = 0, y = 0] = numbers(text ?? '0,0');
  return [x, y];
}

/** A path of cubic curves, as Graphviz' points are. */
function curve([first, ...rest]: readonly Point[]): string {
  return first ? `M${place(first)}C${rest.map(place).join(' ')}` : '';
}

function polygon(points: readonly Point[]): string {
  return points.map(place).join(' ');
}

function place([x, y]: Point): string {
  return `${x.toFixed(1)},${y.toFixed(1)}`;
}
