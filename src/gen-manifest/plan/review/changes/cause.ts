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

/** The strongest effect, and the reasons for it; where instances are touched, also what scales them. */
export function strongest(causes: readonly Cause[], otherwise: string): { effect: Effect; because: string } {
  const rank = Math.max(0, ...causes.map(({ effect }) => strength.indexOf(effect)));
  const effect = strength[rank] ?? 'none';
  const shown = causes.filter((cause) => cause.effect === effect || (rank > 1 && cause.effect === 'scaled'));
  const texts = [...new Set(shown.map(({ text }) => text))];
  return { effect, because: texts.length === 0 ? otherwise : texts.join('; ') };
}
