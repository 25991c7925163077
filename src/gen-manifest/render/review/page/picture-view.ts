/** The picture of the topology, drawn, and the same as a table. */
import type { Topology, TopologyEdge } from '../../../plan/review/review.js';
import { protectionTexts } from '../protections.js';
import type { Anchors } from './anchors.js';
import { drawing, type Drawing } from './picture-drawing.js';
import { kindNames } from './picture-labels.js';
import { graphviz } from './picture-layout.js';

/** What the section shows. */
export interface PictureView {
  readonly drawings: readonly Drawing[];
  /** What the lines mean that are drawn. */
  readonly legend: readonly { readonly tone: string; readonly text: string }[];
  readonly connections: readonly Connection[];
  readonly nodes: readonly {
    readonly name: string;
    readonly kind: string;
    readonly where: string;
    readonly lines: readonly string[];
  }[];
}

/** A row of the table. */
export interface Connection {
  readonly anchor: string;
  readonly number: number;
  readonly from: string;
  readonly to: string;
  readonly purpose: string;
  readonly port: string;
  readonly protection: string;
  readonly worksBy: string | undefined;
  readonly problem: string | undefined;
}

/** The view, or undefined where there is nothing to draw. Connections whose ends are not given are left to the table. */
export async function pictureView({ nodes, edges }: Topology, anchors: Anchors): Promise<PictureView | undefined> {
  if (nodes.length === 0) return undefined;
  const known = new Map(nodes.map((node) => [node.id, node]));
  const numbered = edges.map((edge, index) => ({ ...edge, number: index + 1 }));
  const drawn = numbered.filter(({ from, to }) => known.has(from) && known.has(to));
  const layOut = await graphviz();
  return {
    drawings: [drawing(layOut, 'wide', nodes, drawn), drawing(layOut, 'narrow', nodes, drawn)],
    legend: legend(drawn),
    connections: numbered.map(({ number, from, to, purpose, port, protection, worksBy, problem }) => ({
      anchor: anchors('connection', known.get(from)?.name ?? from, known.get(to)?.name ?? to, purpose),
      number,
      from: known.get(from)?.name ?? from,
      to: known.get(to)?.name ?? to,
      purpose,
      port,
      protection: protectionTexts[protection],
      worksBy,
      problem,
    })),
    nodes: nodes.map(({ name, kind, deployment, lines }) => ({
      name,
      kind: kindNames[kind],
      where: deployment ?? 'outside of the deployments',
      lines,
    })),
  };
}

function legend(edges: readonly TopologyEdge[]): PictureView['legend'] {
  const whole = edges.filter(({ problem }) => problem === undefined);
  return [
    ...(['tls', 'either', 'http'] as const)
      .filter((wanted) => whole.some(({ protection }) => protection === wanted))
      .map((tone) => ({ tone, text: protectionTexts[tone] })),
    ...(whole.length < edges.length ? [{ tone: 'broken', text: 'does not work, or is not safe' }] : []),
  ];
}
