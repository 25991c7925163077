/** Which properties the jobs declare that are known here: what a job does not declare, no template of it can read. */
import { propertiesRead } from '../../../foundations/diego-release/properties-read.js';
import { propertiesOf } from '../../../settings/jobs/declarations.js';
import { propertyGroups, type ReleaseJobName } from '../../../settings/jobs/groups.js';
import { scalarText, type YamlMap } from '../../../yaml-value.js';
import { releaseName } from '../../registry/release-name.js';

const ownJobs = new Set<string>(Object.values(propertyGroups).flat());

/** What a job of this release declares; undefined for every other job. */
export function declaredHere(job: YamlMap | undefined): readonly string[] | undefined {
  const name = scalarText(job?.['name']);
  if (job?.['release'] !== releaseName || !ownJobs.has(name)) return undefined;
  return propertiesOf(name as ReleaseJobName).map((property) => property.name);
}

/** Names of properties, or of sections that hold them, that a job reads; undefined where that is not known. */
export function readBy(job: YamlMap): readonly string[] | undefined {
  const name = scalarText(job['name']);
  return declaredHere(job) ?? (Object.hasOwn(propertiesRead, name) ? propertiesRead[name] : undefined);
}

/** Whether one is the other, or a part of it. */
export function overlap(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}.`) || other.startsWith(`${one}.`);
}
