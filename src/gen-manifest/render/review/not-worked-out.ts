/** What a review says in place of what changes where errors stopped planning: it draws no conclusions then. */
import type { PlannedReview } from '../../plan/review/review.js';
import { counted } from './page/amounts.js';

/** Such as `not worked out because of 2 errors`; undefined where what changes is known. */
export function notWorkedOut({ planned, findings }: Pick<PlannedReview, 'planned' | 'findings'>): string | undefined {
  if (planned) return undefined;
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return `not worked out because of ${counted(errors, 'error')}`;
}
