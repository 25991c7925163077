/** Paths of ops files, as bosh reads them. Source: cppforlife/go-patch, patch/pointer.go. */

/** How an index is moved: to the item before or behind, or to the place between two items. */
export type Modifier = 'prev' | 'next' | 'before' | 'after';

/** One step of a path. `optional` carries over to all steps behind it. */
export type Token =
  | { readonly kind: 'key'; readonly key: string; readonly optional: boolean }
  | {
      readonly kind: 'match';
      readonly key: string;
      readonly value: string;
      readonly optional: boolean;
      readonly modifiers: readonly Modifier[];
    }
  | { readonly kind: 'index'; readonly index: number; readonly modifiers: readonly Modifier[] }
  | { readonly kind: 'end' };

const modifierNames: readonly string[] = ['prev', 'next', 'before', 'after'];

/** The steps of a path, or what is wrong with it, as the end of a sentence. */
export function readPointer(path: string): readonly Token[] | { readonly problem: string } {
  if (path === '') return [];
  if (!path.startsWith('/')) return { problem: 'does not start with /' };
  const tokens: Token[] = [];
  let optional = false;
  const steps = path.split('/').slice(1);
  for (const [at, step] of steps.entries()) {
    const [name = '', ...modifiers] = step.split(':');
    const unknown = modifiers.find((each) => !modifierNames.includes(each));
    if (unknown !== undefined) return { problem: `has :${unknown}, which is none of :prev, :next, :before, :after` };
    const text = name.replaceAll('~0', '~').replaceAll('~1', '/').replaceAll('~7', ':');
    if (text === '-' && at === steps.length - 1) tokens.push({ kind: 'end' });
    else {
      optional ||= text.endsWith('?');
      tokens.push(tokenOf(text, optional, modifiers as Modifier[]));
    }
  }
  return tokens;
}

function tokenOf(text: string, optional: boolean, modifiers: readonly Modifier[]): Token {
  if (/^[-+]?\d+$/.test(text)) return { kind: 'index', index: Number(text), modifiers };
  const equals = text.indexOf('=');
  if (equals < 0) return { kind: 'key', key: text.replace(/\?$/, ''), optional };
  const [key, value] = [text.slice(0, equals), text.slice(equals + 1).replace(/\?$/, '')];
  return { kind: 'match', key, value, optional, modifiers };
}
