/** What changes in one deployment, group by group, with the reasons and with what bosh does to the instances. */
import type { Change, PathStep } from '../../../compare/change.js';
import { pathText } from '../../../compare/change.js';
import { compare } from '../../../compare/compare.js';
import type { YamlSource } from '../../../settings/yaml-source.js';
import type { Step } from '../../../errors.js';
import type { YamlMap, YamlValue } from '../../../yaml-value.js';
import { plain, type PlannedMap } from '../../planned.js';
import { shownManifest } from '../shown.js';
import type { ReviewedChange, ReviewedDeployment, ReviewedGroup, Why } from '../review.js';
import { plannedAt, reasonWithin, whyOf } from '../why.js';
import { type Cause, strongest } from './cause.js';
import { expanded } from './expanded.js';
import { groupCause, movedFrom } from './group-causes.js';
import { type Group, groupKeys, groupsOf, instancesOf, isErrand, jobKeys, stepWord } from './manifest.js';
import { type SharedCause, sharedCause } from './shared-causes.js';

/** The two sides of a deployment. */
export interface Compared {
  readonly name: string;
  /** What `old` is, in words. */
  readonly against: string;
  /** An empty map where nothing is deployed. */
  readonly old: YamlMap;
  readonly new: PlannedMap;
  /** Files that reasons name lines of. */
  readonly sources: readonly YamlSource[];
  /** What groups are touched by besides, such as a runtime config. */
  readonly besides?: readonly SharedCause[];
}

/** A change with what is shown of it, and what it does to groups besides its own. */
interface Seen {
  readonly change: Change;
  readonly shown: ReviewedChange;
  readonly shared: SharedCause | undefined;
}

/** Compares the two sides. */
export function reviewDeployment(compared: Compared): ReviewedDeployment {
  const now = plain(compared.new) as YamlMap;
  const old = withEmptyLists(compared.old, now);
  const groups = { old: groupsOf(old), new: groupsOf(now) };
  const sides = { old: shownManifest(old), new: shownManifest(now) };
  const seen = compare(old, now)
    .flatMap((change) => expanded(change, compared.new))
    .map((change): Seen => ({ change, shown: shownChange(change, sides, compared), shared: sharedCause(change, now) }));
  const names = [...groups.new.keys(), ...[...groups.old.keys()].filter((name) => !groups.new.has(name))];
  const reviewed = names
    .map((name) => reviewedGroup({ old: groups.old.get(name), new: groups.new.get(name) }, groups, seen, compared))
    .filter((group) => group !== undefined);
  const others = seen.filter(({ change }) => groupOf(change) === undefined).map(({ shown }) => shown);
  return { name: compared.name, against: compared.against, groups: reviewed, others };
}

/** A list that is not there is empty: its items are then added one by one, each by its name. */
function withEmptyLists(old: YamlMap, now: YamlMap): YamlMap {
  const lists = Object.entries(now).filter(([key, value]) => Array.isArray(value) && old[key] === undefined);
  return { ...Object.fromEntries(lists.map(([key]): [string, YamlValue] => [key, []])), ...old };
}

interface Sides {
  readonly old: Group | undefined;
  readonly new: Group | undefined;
}

function reviewedGroup(
  sides: Sides,
  all: { readonly old: ReadonlyMap<string, Group>; readonly new: ReadonlyMap<string, Group> },
  seen: readonly Seen[],
  { besides = [] }: Compared,
): ReviewedGroup | undefined {
  const group = (sides.new ?? sides.old) as Group;
  const own = seen.filter(({ change }) => groupOf(change) === group.name);
  const causes = [
    ...(sides.new && sides.old
      ? own.map(({ change }) => groupCause(change, sides.old as Group, sides.new as Group))
      : []),
    ...(sides.new && sides.old ? sharedCauses(seen, besides, sides.new) : []),
    ...(sides.new && sides.old ? [] : [cameOrWent(sides, all)]),
  ];
  if (own.length === 0 && causes.length === 0) return undefined;
  const done = strongest(felt(causes, sides), 'only the manifest differs');
  return {
    name: group.name,
    ...done,
    instances: sides.new || (done.effect === 'deleted' && !isErrand(group)) ? instancesOf(group) : 0,
    changes: own.map(({ shown }) => shown),
  };
}

/** What instances feel of the causes: nothing where none run before and after, of an errand or of a group of none. */
function felt(causes: readonly Cause[], sides: Sides): readonly Cause[] {
  if (!sides.old || !sides.new) return causes;
  if (isErrand(sides.old) && isErrand(sides.new)) return [{ effect: 'none', text: errandWords }];
  const none = [sides.old, sides.new].some((group) => instancesOf(group) === 0);
  const scaled = causes.filter(({ effect }) => effect === 'scaled');
  return none && scaled.length > 0 ? scaled : causes;
}

function sharedCauses(seen: readonly Seen[], besides: readonly SharedCause[], group: Group): Cause[] {
  return [...seen.flatMap(({ shared }) => shared ?? []), ...besides]
    .map((causeFor) => causeFor(group))
    .filter((cause) => cause !== undefined);
}

const errandWords = 'an errand, whose VM is made when it runs';

/** A group that one side alone has; `migrated_from` keeps the instances of one that is called otherwise now. */
function cameOrWent(
  { old, new: now }: Sides,
  all: { readonly old: ReadonlyMap<string, Group>; readonly new: ReadonlyMap<string, Group> },
): Cause {
  if (now) {
    const from = movedFrom(now).filter((name) => all.old.has(name));
    if (from.length > 0) return { effect: 'recreated', text: `it takes over the instances of ${from.join(', ')}` };
    return { effect: 'created', text: isErrand(now) ? errandWords : 'the instance group is new' };
  }
  const gone = old as Group;
  const heir = [...all.new.values()].find((group) => movedFrom(group).includes(gone.name));
  if (heir) return { effect: 'none', text: `its instances become those of ${heir.name}` };
  if (isErrand(gone)) return { effect: 'deleted', text: 'the errand is gone, whose VM was made when it ran' };
  return { effect: 'deleted', text: 'the instance group is gone: its VMs are deleted, its disks are orphaned' };
}

/** The group that a change is of. */
function groupOf({ path: [key, group] }: Change): string | undefined {
  return groupKeys.includes(stepWord(key)) && typeof group === 'object' ? group.value : undefined;
}

/** Both sides without secrets, in which a change finds what is shown of it: a secret that changes is a change. */
interface ShownSides {
  readonly old: YamlMap;
  readonly new: YamlMap;
}

function shownChange(change: Change, sides: ShownSides, { new: planned, sources }: Compared): ReviewedChange {
  const { places } = change;
  return {
    path: pathText(change.path),
    ...readerOf(change.path),
    kind: change.kind,
    old: places.old && 'old' in change ? valueAt(sides.old, places.old) : undefined,
    new: places.new && 'new' in change ? valueAt(sides.new, places.new) : undefined,
    why: whyChanged(change, planned, sources),
  };
}

function valueAt(root: YamlValue, place: readonly Step[]): YamlValue {
  return place.reduce((here, step) => (here as Record<Step, YamlValue>)[step] as YamlValue, root);
}

/** The job that reads a property, and the property's name below it; else the key within the group or the manifest. */
function readerOf(path: readonly PathStep[]): { job: string | undefined; property: string } {
  // An item of a list without names is a part of the property.
  const words = (steps: readonly PathStep[]): string =>
    steps
      .filter((step) => typeof step !== 'number')
      .map(stepWord)
      .join('.');
  const [section, group, jobs, job, properties] = path;
  if (!groupKeys.includes(stepWord(section)) || typeof group !== 'object')
    return { job: undefined, property: words(path) };
  if (!jobKeys.includes(stepWord(jobs)) || typeof job !== 'object')
    return { job: undefined, property: words(path.slice(2)) || group.value };
  if (properties === undefined) return { job: undefined, property: words(path.slice(2)) };
  return { job: job.value, property: words(properties === 'properties' ? path.slice(5) : path.slice(4)) };
}

function whyChanged(change: Change, planned: PlannedMap, sources: readonly YamlSource[]): Why | undefined {
  const place = change.places.new;
  if (place === undefined) return undefined;
  const { value, reason } = plannedAt(planned, place);
  const found = reason ?? reasonWithin(value);
  return found && whyOf(found, sources);
}
