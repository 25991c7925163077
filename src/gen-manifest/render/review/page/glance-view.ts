/** The review at a glance: what happens, to how many, and what to look at first. */
import type { Effect, PlannedReview } from '../../../plan/review/review.js';
import { isFelt } from '../felt.js';
import { notWorkedOut } from '../not-worked-out.js';
import { counted } from './amounts.js';
import { changeCount, changeTotal, type DeploymentView } from './changes-view.js';
import { effectTexts, instancesText } from './effects.js';
import { type Tile, tiles } from './tiles.js';

/** What the top of the page shows. */
export interface GlanceView {
  /** One sentence that is true of the whole. */
  readonly verdict: string;
  readonly tiles: readonly Tile[];
  /** What the deployment does to instances, the strongest first. */
  readonly effects: readonly EffectView[];
  /** Groups of which only the manifest differs. */
  readonly untouched: string | undefined;
  /** Why nothing is known of what changes, where that is so. */
  readonly unplanned: string | undefined;
}

/** What happens to one group. */
interface EffectView {
  readonly anchor: string;
  readonly name: string;
  readonly deployment: string;
  readonly effect: Effect;
  readonly effectText: string;
  readonly instances: string | undefined;
  readonly because: string;
}

const strongest: readonly Effect[] = ['deleted', 'recreated', 'restarted', 'created', 'scaled'];

/** The view; `deployments` are those of the section of changes, to link to. */
export function glanceView(review: PlannedReview, deployments: readonly DeploymentView[]): GlanceView {
  const groups = review.deployments.flatMap(({ name, groups: list }, at) =>
    list.map((group, index) => ({
      group,
      deployment: name,
      anchor: deployments[at]?.groupAnchors[index] ?? 'changes',
    })),
  );
  return {
    verdict: verdict(review),
    tiles: tiles(review),
    effects: strongest.flatMap((wanted) =>
      groups
        .filter(({ group }) => group.effect === wanted && isFelt(group))
        .map(({ group, deployment, anchor }) => ({
          ...{ anchor, deployment, name: group.name, effect: group.effect, because: group.because },
          ...{ effectText: effectTexts[group.effect], instances: instancesText(group) },
        })),
    ),
    untouched: untouched(groups.filter(({ group }) => !isFelt(group)).length),
    unplanned: notWorkedOut(review),
  };
}

function untouched(groups: number): string | undefined {
  if (groups === 0) return undefined;
  const [verb, whose] = groups === 1 ? ['differs', 'its'] : ['differ', 'their'];
  return `${counted(groups, 'more instance group')} ${verb} only in the manifest: nothing on ${whose} running VMs changes.`;
}

function verdict(review: PlannedReview): string {
  const unplanned = notWorkedOut(review);
  if (unplanned !== undefined) return `What changes was ${unplanned}.`;
  const total = changeTotal(review);
  const errors = review.findings.filter(({ severity }) => severity === 'error').length;
  const first =
    total === 0
      ? 'Nothing changes'
      : `${counted(total, 'change')} in ${counted(review.deployments.filter((each) => changeCount(each) > 0).length, 'deployment')}`;
  const doing = effectWords(review);
  const end = errors > 0 ? ` ${counted(errors, 'error')} must be put right before this is deployed.` : '';
  return `${first}${doing === '' ? '' : `: ${doing}`}.${end}`;
}

/** `10 instances recreated, 2 restarted`; groups of unknown size count as groups. */
function effectWords({ deployments }: PlannedReview): string {
  const groups = deployments.flatMap(({ groups: list }) => list);
  return strongest
    .flatMap((wanted) => {
      const those = groups.filter((group) => group.effect === wanted && isFelt(group));
      if (those.length === 0) return [];
      const known = those.every(({ instances }) => instances !== undefined);
      const count = those.reduce((sum, { instances }) => sum + (instances ?? 0), 0);
      return [`${known ? counted(count, 'instance') : counted(those.length, 'instance group')} ${wanted}`];
    })
    .join(', ');
}
