/** The stub for cf-release's generator: limits of staging, and what Docker images need of Cloud Controller. */
import { dockerProperty } from '../../foundations/cf-release/docker-support.js';
import { asVersion } from '../../foundations/cf-release/released.js';
import { jobDisk, templateDisk } from '../../foundations/cf-release/staging-limits.js';
import { ownList, stagesItself } from '../../foundations/cf-release/stager.js';
import { factAt } from '../../foundations/version-rows.js';
import type { Deployment } from '../../model/deployment.js';
import { Noted } from '../../model/reason.js';
import { noted, type PlannedDocument, type PlannedMap, type PlannedValue } from '../planned.js';
import { forSpiff } from './for-spiff.js';

const lost = "cf-release's templates lose this key without a word: write it into the manifest that they make as well";

/** Only what is set or needed: what is left out stays as cf-release has it. */
export function planCfProperties(deployment: Deployment): PlannedDocument {
  const cf = deployment.foundation.cfRelease ?? 'v234';
  const properties: PlannedMap = { dea_next: stagingLimits(deployment, cf) };
  const cc = { ...cloudController(deployment, cf), ...stagingTimeout(deployment) };
  if (Object.keys(cc).length > 0) properties['cc'] = cc;
  return { header: [], value: { properties } };
}

function stagingLimits({ staging }: Deployment, cf: string): PlannedMap {
  const version = asVersion(cf);
  const fromTemplates = factAt(templateDisk, version);
  const was = `cf-release ${cf} has ${fromTemplates ?? factAt(jobDisk, version)}`;
  const disk = new Noted(forSpiff(staging.diskMb) as typeof staging.diskMb, {
    text: `MiB of disk for staging one app, staging.disk_mb; ${was}${fromTemplates === undefined ? `. ${lost}` : ''}`,
  });
  return {
    staging_disk_limit_mb: disk,
    ...(staging.memoryMb !== undefined && { staging_memory_limit_mb: forSpiff(staging.memoryMb) }),
  };
}

function stagingTimeout({ staging }: Deployment): PlannedMap {
  return staging.timeoutS === undefined
    ? {}
    : { staging_timeout_in_seconds: new Noted(staging.timeoutS, { text: lost }) };
}

/** What lets Docker images be staged by Cloud Controller itself, or at all. */
function cloudController({ insecureRegistries, generatorFlags }: Deployment, cf: string): PlannedMap {
  const version = asVersion(cf);
  const allowed: PlannedMap =
    factAt(dockerProperty, version) === undefined
      ? {}
      : { diego_docker: new Noted(true, { text: `Lets apps be Docker images; cf-release ${cf} has no feature flag` }) };
  const itself = factAt(stagesItself, version);
  if (factAt(ownList, version) === undefined || itself === undefined) return allowed;
  const asked = generatorFlags.includes('no-cc-bridge');
  if (insecureRegistries.length === 0 && !asked) return allowed;
  const list: PlannedValue[] = insecureRegistries.map(({ value, reason }) => noted(forSpiff(value) as string, reason));
  const by = asked ? 'flag' : itself ? 'default' : 'stager';
  const diego: PlannedMap = {
    ...(list.length > 0 && { insecure_docker_registry_list: list }),
    temporary_local_staging: new Noted(asked || itself, { text: stagedBy[by] }),
  };
  return { ...allowed, diego };
}

/** Who stages, for the comment at the switch that decides it. */
const stagedBy = {
  flag: 'Cloud Controller stages itself: with no-cc-bridge Diego has no stager. Its other work: the other temporary_local_* keys',
  default: 'This cf-release has Cloud Controller stage itself, by its own list of insecure registries',
  stager: "Diego's stager stages; where this is true Cloud Controller does, by its own list of insecure registries",
} as const;
