/** What happens to the instances of a group, in words. */
import type { Effect, ReviewedGroup } from '../../../plan/review/review.js';
import { counted } from './amounts.js';

/** What happens to instances, as people say it. */
export const effectTexts: Readonly<Record<Effect, string>> = {
  created: 'created',
  deleted: 'deleted',
  recreated: 'recreated',
  restarted: 'restarted',
  scaled: 'scaled',
  none: 'left as they are',
};

/** Undefined where it is not known how many there are. */
export function instancesText({ instances }: ReviewedGroup): string | undefined {
  return instances === undefined ? undefined : counted(instances, 'instance');
}
