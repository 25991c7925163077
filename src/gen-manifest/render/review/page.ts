/** A review as one HTML file: it needs no network, and no JavaScript to be read. */
import type { ReviewedFinding, ReviewUnderWay } from '../../plan/review/review.js';
import { visibleText } from '../visible-text.js';
import { newAnchors } from './page/anchors.js';
import { barView } from './page/capacity-view.js';
import { changesView } from './page/changes-view.js';
import { compiledPage } from './page/compiled-page.js';
import { artifactViews, jobViews } from './page/files-view.js';
import { glanceView } from './page/glance-view.js';
import { growthView } from './page/growth-view.js';
import { pictureView } from './page/picture-view.js';

/** The text of the file. Everything that the review holds is shown as text, whatever it looks like. */
export async function reviewPage(review: ReviewUnderWay): Promise<string> {
  const { template, style, scripts, policy } = compiledPage();
  const anchors = newAnchors();
  const deployments = changesView(review, anchors);
  const picture = await pictureView(review.topology, anchors);
  const jobs = jobViews(await review.jobs, anchors);
  return template({
    title: review.title,
    windowTitle: visibleText(review.title),
    madeBy: review.madeBy,
    policy,
    style,
    scripts,
    glance: glanceView(review, deployments),
    findings: findingViews(review),
    picture,
    deployments,
    capacity: review.capacity.map(barView),
    growth: review.growth && growthView(review.growth),
    nothingOfCapacity: review.capacity.length === 0 && !review.growth,
    jobs,
    artifacts: artifactViews(review, anchors),
  });
}

/** Errors first; within a severity in the order of the review. */
function findingViews({ findings }: ReviewUnderWay): (ReviewedFinding & { readonly anchor: string })[] {
  return (['error', 'warning', 'note'] as const)
    .flatMap((wanted) => findings.filter(({ severity }) => severity === wanted))
    .map((finding, index) => ({ ...finding, anchor: `finding-${index + 1}` }));
}
