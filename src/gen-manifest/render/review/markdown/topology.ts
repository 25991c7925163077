/** The picture in Markdown: a diagram that GitHub draws, and the connections as a table. */
import type { Topology, TopologyNode } from '../../../plan/review/review.js';
import { cellCode, codeBlock, escaped, table } from '../../markdown-text.js';
import { protectionTexts } from '../protections.js';
import type { Section } from './fitted.js';

/** The section of the picture. */
export function topologySection({ nodes, edges }: Topology): Section {
  if (nodes.length === 0) return { heading: '', pieces: [], leftOut: () => '' };
  const name = (id: string): string => nodes.find((node) => node.id === id)?.name ?? id;
  const rows = edges.map((edge) => [
    escaped(`${name(edge.from)} → ${name(edge.to)}`),
    escaped(edge.purpose),
    escaped(edge.port),
    protectionTexts[edge.protection],
    [
      ...(edge.problem === undefined ? [] : [`**does not work or is not safe:** ${escaped(edge.problem)}`]),
      escaped(edge.worksBy ?? ''),
    ]
      .filter((text) => text !== '')
      .join('<br>'),
  ]);
  return {
    heading: '\n## Who connects to whom\n\n',
    pieces: [
      `${codeBlock('mermaid', diagram({ nodes, edges }))}\n`,
      table(['connection', 'for', 'port', 'protection', 'works by'], rows),
      ...[addresses(nodes)],
    ],
    leftOut: () => 'The picture, or a part of it, is left out: a comment takes no more.',
  };
}

function addresses(nodes: readonly TopologyNode[]): string {
  const rows = nodes.map(({ name, lines, deployment }) => [
    escaped(name),
    lines.map(cellCode).join('<br>'),
    deployment === undefined ? '' : cellCode(deployment),
  ]);
  return `\n${table(['what', 'where', 'deployment'], rows)}`;
}

/** A flowchart of Mermaid, which GitHub and GitLab draw. Source: mermaid.js.org, "Flowcharts - Basic Syntax". */
function diagram({ nodes, edges }: Topology): string[] {
  const number = new Map(nodes.map(({ id }, index) => [id, `n${index}`]));
  const deployments = [...new Set(nodes.map(({ deployment }) => deployment))];
  const drawn = (node: TopologyNode): string =>
    `${number.get(node.id)}["${[node.name, ...node.lines].map(label).join('<br/>')}"]`;
  return [
    'flowchart LR',
    ...deployments.flatMap((deployment, index) => {
      const inside = nodes.filter((node) => node.deployment === deployment).map(drawn);
      if (deployment === undefined) return inside.map((line) => `  ${line}`);
      return [`  subgraph d${index}["${label(deployment)}"]`, ...inside.map((line) => `    ${line}`), '  end'];
    }),
    ...edges.map(({ from, to, purpose, port, problem }) => {
      const text = [purpose, port, ...(problem === undefined ? [] : ['a problem, see below'])].map(label).join('<br/>');
      return `  ${number.get(from)} ${problem === undefined ? '-->' : '-.->'}|"${text}"| ${number.get(to)}`;
    }),
  ];
}

/** Text within quotes: what Mermaid or HTML would read is written by its number. */
function label(text: string): string {
  return text.replace(/[#"<>`&;\\]/g, (character) => `#${character.charCodeAt(0)};`).replace(/\s+/g, ' ');
}
