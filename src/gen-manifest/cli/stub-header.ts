/** The first lines of a stub: what it is, where it goes, and the command that made it. */
import { type StubName, stubs } from '../plan/stubs/table.js';

const opening = '# gen-manifest stubs:';
const closing = '# Made by: gen-manifest';

/** The header for one stub, or for all of them in one document. */
export function headerLines(names: readonly StubName[], madeBy: string): string {
  const [first] = names;
  const one = names.length === 1 && first !== undefined;
  const title = one ? stubs[first].title : 'all stubs in one document, for every generator';
  const uses = names.map((name) => `# Give it as ${stubs[name].use}.`);
  return [`${opening} ${title}.`, ...uses, `# ${madeBy}`, ''].join('\n');
}

/** A stub's text without a header of an earlier run, so that headers do not pile up. */
export function withoutHeader(text: string): string {
  if (!text.startsWith(opening)) return text;
  const lines = text.split('\n');
  const end = lines.findIndex((line) => line.startsWith(closing));
  return end === -1 ? text : lines.slice(end + 1).join('\n');
}
