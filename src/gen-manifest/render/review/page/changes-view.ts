/** What changes, as the page shows it: deployment by deployment, group by group, job by job. */
import type {
  Effect,
  PlannedReview,
  ReviewedChange,
  ReviewedDeployment,
  ReviewedGroup,
} from '../../../plan/review/review.js';
import type { Anchors } from './anchors.js';
import { counted } from './amounts.js';
import { type ChangeView, changeView } from './change-view.js';
import { effectTexts, instancesText } from './effects.js';

/** A deployment of the section of changes. */
export interface DeploymentView {
  readonly anchor: string;
  readonly name: string;
  readonly against: string;
  readonly count: string;
  /** Those with changes, and behind them what is of no group. */
  readonly groups: readonly GroupView[];
  /** Where each group of the review is shown, in their order: one without changes of its own, with its deployment. */
  readonly groupAnchors: readonly string[];
}

/** An instance group, or what is of none. */
export interface GroupView {
  readonly anchor: string;
  readonly name: string;
  /** Undefined for what is of no group. */
  readonly effect: Effect | undefined;
  readonly effectText: string | undefined;
  readonly because: string | undefined;
  readonly instances: string | undefined;
  readonly changeCount: number;
  readonly count: string;
  readonly open: boolean;
  readonly jobs: readonly { readonly name: string | undefined; readonly changes: readonly ChangeView[] }[];
}

/** Beyond so many changes, groups are folded: the page opens as a list of what there is. */
const openChanges = 150;

/** The view of all deployments. */
export function changesView(review: PlannedReview, anchors: Anchors): DeploymentView[] {
  const open = changeTotal(review) <= openChanges;
  return review.deployments.map((deployment) => deploymentView(deployment, open, anchors));
}

/** How many changes there are in all deployments. */
export function changeTotal({ deployments }: PlannedReview): number {
  return deployments.reduce((sum, deployment) => sum + changeCount(deployment), 0);
}

/** How many changes a deployment has. */
export function changeCount({ groups, others }: ReviewedDeployment): number {
  return groups.reduce((sum, { changes }) => sum + changes.length, others.length);
}

function deploymentView(deployment: ReviewedDeployment, open: boolean, anchors: Anchors): DeploymentView {
  const { name, against, groups, others } = deployment;
  const anchor = anchors('deployment', name);
  const views = groups.map((group) => groupView(name, group, open, anchors));
  return {
    anchor,
    name,
    against,
    count: counted(changeCount(deployment), 'change'),
    groups: [
      ...views.filter(({ changeCount: count }) => count > 0),
      ...(others.length > 0 ? [othersView(name, others, open, anchors)] : []),
    ],
    groupAnchors: views.map((view) => (view.changeCount > 0 ? view.anchor : anchor)),
  };
}

function groupView(deployment: string, group: ReviewedGroup, open: boolean, anchors: Anchors): GroupView {
  const { name, effect, because, changes } = group;
  return {
    anchor: anchors('group', deployment, name),
    name,
    effect,
    effectText: effectTexts[effect],
    because: because === '' ? undefined : because,
    instances: instancesText(group),
    changeCount: changes.length,
    count: counted(changes.length, 'change'),
    open,
    jobs: byJob(changes).map(([job, list]) => ({
      name: job,
      changes: list.map((change) => changeView(change, anchors, name)),
    })),
  };
}

function othersView(
  deployment: string,
  changes: readonly ReviewedChange[],
  open: boolean,
  anchors: Anchors,
): GroupView {
  return {
    anchor: anchors('group', deployment, 'manifest'),
    name: 'The manifest itself',
    effect: undefined,
    effectText: undefined,
    because: 'Releases, variables, stemcells and what else belongs to no instance group.',
    instances: undefined,
    changeCount: changes.length,
    count: counted(changes.length, 'change'),
    open,
    jobs: [{ name: undefined, changes: changes.map((change) => changeView(change, anchors, deployment)) }],
  };
}

/** The group's own changes first, then each job's, in the order of their first change. */
function byJob(changes: readonly ReviewedChange[]): [string | undefined, ReviewedChange[]][] {
  const jobs = new Map<string | undefined, ReviewedChange[]>([[undefined, []]]);
  for (const change of changes) {
    const list = jobs.get(change.job);
    if (list) list.push(change);
    else jobs.set(change.job, [change]);
  }
  return [...jobs].filter(([, list]) => list.length > 0);
}
