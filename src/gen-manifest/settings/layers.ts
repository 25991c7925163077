/**
 * Settings from many places, later ones first: environment defaults, then `-s` in order, then `-i -p -n -v`,
 * then `--set`. Layers are looked through, never merged, so that the place of every value stays known.
 */
import type { Place, Step } from '../errors.js';
import { find, type YamlValue } from '../yaml-value.js';

/** Where the values of a layer come from. */
export type Origin =
  | { readonly kind: 'default' }
  | { readonly kind: 'settings' | 'stub'; readonly file: string }
  | { readonly kind: 'set' };

/** The settings that one place gives, as a tree. */
export interface Layer {
  readonly origin: Origin;
  readonly tree: YamlValue;
}

/** A value with where it came from. */
export interface Found {
  readonly value: YamlValue;
  readonly origin: Origin;
  readonly path: string;
}

/** The layers in order of precedence, the lowest first. */
export class Layers {
  private readonly split = new Map<string, readonly string[]>();

  constructor(readonly layers: readonly Layer[]) {}

  /** The value of the setting at `path` in the highest layer that has it; an explicit null counts. */
  find(path: string): Found | undefined {
    const steps = this.steps(path);
    for (let at = this.layers.length - 1; at >= 0; at--) {
      const layer = this.layers[at] as Layer;
      const value = find(layer.tree, steps);
      if (value !== undefined) return { value, origin: layer.origin, path };
    }
    return undefined;
  }

  /** The value alone. */
  value(path: string): YamlValue | undefined {
    return this.find(path)?.value;
  }

  private steps(path: string): readonly string[] {
    let steps = this.split.get(path);
    if (!steps) this.split.set(path, (steps = path.split('.')));
    return steps;
  }
}

/** The place of a found value, for messages: its file and path, or the command line. */
export function placeOf(found: Found, below: readonly Step[] = []): Place {
  const { origin, path } = found;
  if (origin.kind === 'settings' || origin.kind === 'stub') {
    return { file: origin.file, path: [...path.split('.'), ...below] };
  }
  return { file: origin.kind === 'set' ? `--set ${path}` : 'default' };
}
