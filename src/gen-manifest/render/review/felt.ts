/** Which instance groups are counted where a review says how many are touched. */
import type { ReviewedGroup } from '../../plan/review/review.js';

/** True where the effect has something to act on: a group of no instances is restarted by nobody. */
export function isFelt({ effect, instances }: ReviewedGroup): boolean {
  return effect !== 'none' && (instances !== 0 || effect === 'scaled');
}
