/** Why bosh touches the instances of a group, and how much. */
import type { Effect } from '../review.js';

/** One reason, with what happens for it. */
export interface Cause {
  readonly effect: Effect;
  /** As a part of a sentence. */
  readonly text: string;
}

/** From the least to the most. */
const strength: readonly Effect[] = ['none', 'scaled', 'restarted', 'recreated', 'deleted', 'created'];

/** The strongest effect, and all that touches the instances, the strongest first; else why nothing does. */
export function strongest(causes: readonly Cause[], otherwise: string): { effect: Effect; because: string } {
  const rank = ({ effect }: Cause): number => strength.indexOf(effect);
  const sorted = [...causes].sort((a, b) => rank(b) - rank(a));
  const effect = sorted[0]?.effect ?? 'none';
  const shown = sorted.filter((cause) => effect === 'none' || cause.effect !== 'none');
  const texts = [...new Set(shown.map(({ text }) => text))];
  return { effect, because: texts.length === 0 ? otherwise : texts.join('; ') };
}
