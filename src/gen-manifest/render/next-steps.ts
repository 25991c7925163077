/** NEXT-STEPS.md, from its templates in templates/next-steps/. */
import type { DiegoSteps, TodaysSteps } from '../plan/next-steps/next-steps.js';
import { nextStepsFiles } from './templates-next-steps.js';
import { Templates } from './templates.js';

/** The text for cf-deployment. */
export function todaysNextSteps(steps: TodaysSteps): string {
  return rendered('cf-deployment', steps);
}

/** The text for diego-release. */
export function diegoNextSteps(steps: DiegoSteps): string {
  return rendered('diego-release', steps);
}

function rendered(name: 'cf-deployment' | 'diego-release', steps: object): string {
  const { page, parts } = nextStepsFiles(name);
  // Sections that are left out leave empty lines behind.
  return `${new Templates(parts)
    .render(page, steps)
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`;
}
