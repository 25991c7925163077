/** The first lines of a stub: what it is, where it goes, and the command that made it. */
import type { Foundation } from '../foundations/foundation.js';
import { useOf } from '../plan/stubs/stub-use.js';
import { type StubName, stubs } from '../plan/stubs/table.js';

/** How the header of a stub begins. */
export const stubOpening = '# gen-manifest stubs:';

/** The header for one stub, or for all of them in one document. */
export function headerLines(names: readonly StubName[], foundation: Foundation, madeBy: string): string {
  const [first] = names;
  const one = names.length === 1 && first !== undefined;
  const title = one ? stubs[first].title : 'all stubs in one document, for every generator';
  const uses = names.map((name) => `# Give it as ${useOf(name, foundation)}.`);
  return [`${stubOpening} ${title}.`, ...uses, `# ${madeBy}`, ''].join('\n');
}
