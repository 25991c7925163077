/** The numbers at the top of the page, each a link to what it counts. */
import type { Severity } from '../../../errors.js';
import type { Effect, PlannedReview, ReviewedChange } from '../../../plan/review/review.js';
import { isFelt } from '../felt.js';
import { notWorkedOut } from '../not-worked-out.js';
import { counted, numberText } from './amounts.js';

/** A number with what it is. */
export interface Tile {
  readonly label: string;
  readonly value: string;
  readonly detail: string;
  readonly target: string;
  /** What colours it: a severity, or nothing to say. */
  readonly tone: Severity | 'plain' | 'good';
}

/** Changes, running instances, findings, and the fullest disk where one is known. */
export function tiles(review: PlannedReview): Tile[] {
  const ofChanges = [changesTile(review), instancesTile(review)];
  const unplanned = notWorkedOut(review);
  const shown = unplanned === undefined ? ofChanges : ofChanges.map((tile) => unknownTile(tile, unplanned));
  return [...shown, findingsTile(review), ...capacityTiles(review)];
}

function unknownTile(tile: Tile, detail: string): Tile {
  return { ...tile, value: '?', detail, tone: 'plain' };
}

function changesTile({ deployments }: PlannedReview): Tile {
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

function instancesTile({ deployments }: PlannedReview): Tile {
  const disturbing: readonly Effect[] = ['deleted', 'recreated', 'restarted'];
  const groups = deployments
    .flatMap(({ groups: list }) => list)
    .filter((group) => disturbing.includes(group.effect) && isFelt(group));
  const known = groups.every(({ instances }) => instances !== undefined);
  const count = known ? groups.reduce((sum, { instances }) => sum + (instances ?? 0), 0) : groups.length;
  return {
    label: known ? 'Running instances touched' : 'Running groups touched',
    value: numberText(count),
    detail: groups.length === 0 ? 'none is restarted or recreated' : firstOf(groups.map(({ name }) => name)),
    target: 'effects',
    tone: groups.length === 0 ? 'good' : 'warning',
  };
}

/** As many names as a tile has room for. */
function firstOf(names: readonly string[]): string {
  const most = 4;
  if (names.length <= most + 1) return names.join(', ');
  return `${names.slice(0, most).join(', ')} and ${names.length - most} more groups`;
}

function findingsTile({ findings }: PlannedReview): Tile {
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

function capacityTiles({ capacity }: PlannedReview): Tile[] {
  const known = capacity.flatMap(({ label, usedMb, wholeMb, severity }) =>
    usedMb === undefined || wholeMb === undefined || wholeMb <= 0 ? [] : [{ label, severity, share: usedMb / wholeMb }],
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
