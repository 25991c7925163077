/** The stub for cf-release's generator: limits of staging. */
import type { Deployment } from '../../model/deployment.js';
import type { PlannedDocument, PlannedMap } from '../planned.js';
import { Noted } from '../../model/reason.js';
import { forSpiff } from './for-spiff.js';

const lost = {
  text: "cf-release's templates lose this key without a word: write it into the manifest that they make as well",
};

/**
 * Only the limits that are set: what is left out stays as cf-release has it. Source: cf-release v234,
 * templates/cf.yml (properties.dea_next: 6144 MiB of disk, 1024 MiB of memory) and jobs/cloud_controller_ng/spec
 * (cc.staging_timeout_in_seconds: 900).
 */
export function planCfProperties({ staging, foundation }: Deployment): PlannedDocument {
  const was = `cf-release ${foundation.cfRelease ?? ''} has 6144`;
  const disk = new Noted(forSpiff(staging.diskMb) as typeof staging.diskMb, {
    text: `MiB of disk for staging one app, staging.disk_mb; ${was}`,
  });
  const properties: PlannedMap = {
    dea_next: {
      staging_disk_limit_mb: disk,
      ...(staging.memoryMb !== undefined && { staging_memory_limit_mb: forSpiff(staging.memoryMb) }),
    },
    ...(staging.timeoutS !== undefined && { cc: { staging_timeout_in_seconds: new Noted(staging.timeoutS, lost) } }),
  };
  return { header: [], value: { properties } };
}
