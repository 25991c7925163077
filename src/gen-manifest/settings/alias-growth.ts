/**
 * What aliases may not do: lead back into themselves, or multiply, so that a few lines stand for millions of
 * values. Loaded only for files with aliases.
 */
import type { Finding, Step } from '../errors.js';
import type { YamlValue } from '../yaml-value.js';

/** The most values that a file may stand for, its aliases written out, and how deep they may nest. */
const mostValues = 1_000_000;
const deepest = 200;

/** How many values a value stands for, and how many levels. */
interface Extent {
  readonly values: number;
  readonly depth: number;
}

/** The finding for aliases in `root`, the value of `file`, that no reader of a manifest could write out. */
export function aliasFinding(file: string, root: YamlValue): Finding | undefined {
  const found = new AliasWalk().finding(root);
  if (!found) return undefined;
  const { path, ...rest } = found;
  return { code: 'not-allowed', severity: 'error', ...rest, place: { file, path } };
}

interface Problem {
  readonly message: string;
  readonly hint: string;
  readonly path: readonly Step[];
}

class AliasWalk {
  private readonly known = new Map<object, Extent | 'open'>();
  private readonly path: Step[] = [];
  private problem: Problem | undefined;

  finding(root: YamlValue): Problem | undefined {
    this.extent(root);
    return this.problem;
  }

  /** Every alias leads to a node before it, so that this recurses no deeper than the text nests. */
  private extent(value: YamlValue): Extent {
    if (typeof value !== 'object' || value === null) return { values: 1, depth: 0 };
    const known = this.known.get(value);
    if (known === 'open') return this.stop('an alias leads back to a value that it is a part of');
    if (known) return known;
    this.known.set(value, 'open');
    const extent = this.sum(value);
    this.known.set(value, extent);
    if (extent.values > mostValues) this.stop(`aliases multiply to more than ${mostValues} values`);
    else if (extent.depth > deepest) this.stop(`aliases nest deeper than ${deepest} levels`);
    return extent;
  }

  private sum(value: YamlValue & object): Extent {
    let values = 1;
    let depth = 0;
    for (const [key, child] of Object.entries<YamlValue>(value)) {
      if (this.problem) break;
      // Most values are scalars, which stand for themselves.
      if (typeof child !== 'object' || child === null) {
        values++;
        depth ||= 1;
        continue;
      }
      this.path.push(Array.isArray(value) ? Number(key) : key);
      const extent = this.extent(child);
      values += extent.values;
      depth = Math.max(depth, extent.depth + 1);
      this.path.pop();
    }
    return { values, depth };
  }

  private stop(message: string): Extent {
    const hint = 'write out what is meant instead of an alias';
    this.problem ??= { message, hint, path: [...this.path] };
    return { values: 1, depth: 0 };
  }
}
