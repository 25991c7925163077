/** Why a value stands in a document, for the comment above it. */
import type { Found } from '../settings/layers.js';
import type { Settings } from '../settings/settings.js';
import type { YamlValue } from '../yaml-value.js';

/** What decided a value: a sentence, and the setting that it came from, whose file and line are shown. */
export interface Reason {
  readonly text?: string;
  readonly from?: Found;
  /** The item of `from` that it was, where that is a list. */
  readonly item?: number;
  /** Another setting that has a part in the value. */
  readonly also?: Found;
}

/** A value with its reason; the renderer writes the reason as a comment above the value. */
export class Noted {
  constructor(
    readonly value: YamlValue,
    readonly reason: Reason,
  ) {}
}

/** The reason of a setting that a settings file or `--set` gives; what a stub gives is upstream's own business. */
export function reasonOf(settings: Settings, path: string): Reason | undefined {
  const found = settings.find(path);
  return found && (found.origin.kind === 'settings' || found.origin.kind === 'set') ? { from: found } : undefined;
}
