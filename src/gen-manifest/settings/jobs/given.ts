/** Finds the properties of jobs in the layers of settings, and has them checked. */
import type { Finding, Place, Step } from '../../errors.js';
import { parseFoundation } from '../../foundations/foundation.js';
import { deploymentFacts } from '../../foundations/release-deployment.js';
import { find, isMap, scalarText } from '../../yaml-value.js';
import { Layers, type Origin, placeOf } from '../layers.js';
import type { Settings } from '../settings.js';
import { jobPropertyFindings } from './findings.js';
import {
  cacheJob,
  propertyAliases,
  type PropertyGroup,
  propertyGroupNames,
  propertyGroups,
  type ReleaseJobName,
} from './groups.js';

/** What is wrong with the properties that any layer gives. */
export async function findingsOfGroups(settings: Settings): Promise<Finding[]> {
  const foundation = await parseFoundation(scalarText(settings.trace('foundation')?.value));
  const filledByDiego = 'problem' in foundation ? undefined : deploymentFacts(foundation).filledByDiego;
  const given = settings.layers.flatMap(({ origin, tree }) =>
    propertyGroupNames.flatMap((group) => {
      const given = find(tree, group.split('.'));
      const job = jobOf(group, filledByDiego);
      if (!isMap(given) || job === undefined) return [];
      return jobPropertyFindings({ group, job, tree: given, place: (path) => placeIn(origin, group, path) });
    }),
  );
  return [...given, ...setTwice(settings)];
}

/** A setting and the property that it is short for: which of them counts would be anybody's guess. */
function setTwice({ layers }: Settings): Finding[] {
  const raw = new Layers(layers);
  return Object.entries(propertyAliases).flatMap(([short, property]): Finding[] => {
    const [one, other] = [raw.find(short), raw.find(property)];
    if (!one || !other) return [];
    const message = `${property} is set, and so is ${short}, which is short for it`;
    return [{ code: 'not-allowed', severity: 'error', message, hint: 'remove one of them', place: placeOf(other) }];
  });
}

/** The job that a group holds the properties of; undefined where an unknown foundation does not tell. */
function jobOf(group: PropertyGroup, filledByDiego: boolean | undefined): ReleaseJobName | undefined {
  if (group !== 'cache.properties') return propertyGroups[group][0];
  return filledByDiego === undefined ? undefined : cacheJob(filledByDiego);
}

function placeIn(origin: Origin, group: PropertyGroup, path: readonly Step[]): Place {
  if (origin.kind === 'settings' || origin.kind === 'stub') {
    return { file: origin.file, path: [...group.split('.'), ...path] };
  }
  return { file: `--set ${[group, ...path].join('.')}` };
}
