/** How connections are protected, in words: the same in the page and in Markdown. */
import type { TopologyEdge } from '../../plan/review/review.js';

/** By the protection of a connection. */
export const protectionTexts: Readonly<Record<TopologyEdge['protection'], string>> = {
  tls: 'TLS',
  http: 'HTTP, in clear',
  either: 'TLS unchecked, else HTTP',
};
