/** The review at a glance: what happens, to how many, and what to look at first. */
import type { Severity } from '../../../errors.js';
import type { Effect, Review, ReviewedChange } from '../../../plan/review/review.js';
import { counted, numberText } from './amounts.js';
import { changeCount, changeTotal, type DeploymentView, type GroupView } from './changes-view.js';

/** What the top of the page shows. */
export interface GlanceView {
  /** One sentence that is true of the whole. */
  readonly verdict: string;
  readonly tiles: readonly Tile[];
  /** What the deployment does to instances, the strongest first. */
  readonly effects: readonly (GroupView & { readonly deployment: string })[];
  /** Groups of which only the manifest differs. */
  readonly untouched: string | undefined;
}

interface Tile {
  readonly label: string;
  readonly value: string;
  readonly detail: string;
  readonly target: string;
  /** What colours it: a severity, or nothing to say. */
  readonly tone: Severity | 'plain' | 'good';
}

const strongest: readonly Effect[] = ['deleted', 'recreated', 'restarted', 'created', 'scaled', 'none'];

/** The view; `deployments` are those of the section of changes, to link to. */
export function glanceView(review: Review, deployments: readonly DeploymentView[]): GlanceView {
  const groups = deployments.flatMap(({ name, groups: list }) => list.map((group) => ({ ...group, deployment: name })));
  const touched = strongest
    .filter((effect) => effect !== 'none')
    .flatMap((wanted) => groups.filter(({ effect }) => effect === wanted));
  const untouched = groups.filter(({ effect }) => effect === 'none').length;
  return {
    verdict: verdict(review),
    tiles: [changesTile(review), instancesTile(review), findingsTile(review), ...capacityTiles(review)],
    effects: touched,
    untouched:
      untouched === 0
        ? undefined
        : `${counted(untouched, 'more instance group')} ${untouched === 1 ? 'differs' : 'differ'} only in the manifest: nothing on ${untouched === 1 ? 'its' : 'their'} VMs changes.`,
  };
}

function verdict(review: Review): string {
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
function effectWords({ deployments }: Review): string {
  const groups = deployments.flatMap(({ groups: list }) => list);
  return strongest
    .filter((effect) => effect !== 'none')
    .flatMap((wanted) => {
      const those = groups.filter(({ effect }) => effect === wanted);
      if (those.length === 0) return [];
      const known = those.every(({ instances }) => instances !== undefined);
      const count = those.reduce((sum, { instances }) => sum + (instances ?? 0), 0);
      return [`${known ? counted(count, 'instance') : counted(those.length, 'instance group')} ${wanted}`];
    })
    .join(', ');
}

function changesTile({ deployments }: Review): Tile {
  const changes = deployments.flatMap(({ groups, others }) => [...groups.flatMap((group) => group.changes), ...others]);
  const kinds: readonly ReviewedChange['kind'][] = ['added', 'removed', 'changed', 'reordered'];
  const detail = kinds
    .map((kind) => [changes.filter((change) => change.kind === kind).length, kind] as const)
    .filter(([count]) => count > 0)
    .map(([count, kind]) => `${numberText(count)} ${kind}`);
  return {
    label: changes.length === 1 ? 'Change' : 'Changes',
    value: numberText(changes.length),
    detail: detail.join(', ') || 'what is deployed stays as it is',
    target: 'changes',
    tone: 'plain',
  };
}

function instancesTile({ deployments }: Review): Tile {
  const disturbing: readonly Effect[] = ['deleted', 'recreated', 'restarted'];
  const groups = deployments.flatMap(({ groups: list }) => list).filter(({ effect }) => disturbing.includes(effect));
  const known = groups.every(({ instances }) => instances !== undefined);
  const count = known ? groups.reduce((sum, { instances }) => sum + (instances ?? 0), 0) : groups.length;
  return {
    label: known ? 'Running instances touched' : 'Running groups touched',
    value: numberText(count),
    detail: groups.length === 0 ? 'none is restarted or recreated' : groups.map(({ name }) => name).join(', '),
    target: 'effects',
    tone: groups.length === 0 ? 'good' : 'warning',
  };
}

function findingsTile({ findings }: Review): Tile {
  const severities: readonly Severity[] = ['error', 'warning', 'note'];
  const counts = severities
    .map((severity) => [findings.filter((finding) => finding.severity === severity).length, severity] as const)
    .filter(([count]) => count > 0);
  return {
    label: findings.length === 1 ? 'Finding' : 'Findings',
    value: numberText(findings.length),
    detail: counts.map(([count, severity]) => counted(count, severity)).join(', ') || 'validation has nothing to say',
    target: 'findings',
    tone: counts[0]?.[1] ?? 'good',
  };
}

function capacityTiles({ capacity }: Review): Tile[] {
  const known = capacity.flatMap(({ label, usedMb, wholeMb, severity }) =>
    wholeMb === undefined || wholeMb <= 0 ? [] : [{ label, severity, share: usedMb / wholeMb }],
  );
  const fullest = known.sort((a, b) => b.share - a.share)[0];
  if (!fullest) return [];
  return [
    {
      label: 'Fullest disk',
      value: `${numberText(Math.round(fullest.share * 100))} %`,
      detail: fullest.label,
      target: 'capacity',
      tone: fullest.severity === 'note' ? 'good' : fullest.severity,
    },
  ];
}
