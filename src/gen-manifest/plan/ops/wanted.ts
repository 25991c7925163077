/** What cf-deployment.yml must have for registry and cache: entries of lists, values, and lines of a text. */
import { cellList, stagingList, winningCellList } from '../../foundations/cf-deployment/insecure-lists.js';
import { cells, type JobProperty } from '../../foundations/cf-deployment/job-property.js';
import { stagingDisk, stagingMemory, stagingTimeouts } from '../../foundations/cf-deployment/staging-limits.js';
import { trustedCerts, trustedCertsProperty } from '../../foundations/cf-deployment/trusted-certs.js';
import { factAt, factsAt } from '../../foundations/version-rows.js';
import type { Deployment } from '../../model/deployment.js';
import type { Reason } from '../../model/reason.js';
import type { YamlValue } from '../../yaml-value.js';

/** One thing that a property must have. */
export type Wanted = { readonly at: JobProperty; readonly reason: Reason } & (
  | {
      readonly kind: 'entry';
      readonly value: string;
      /** A list that replaces this one where it has entries. */
      readonly winner?: JobProperty;
    }
  | { readonly kind: 'value'; readonly value: YamlValue }
  | {
      readonly kind: 'line';
      readonly value: string;
      /** The lines that an unpatched base has. */
      readonly has: string | undefined;
    }
);

/** All that is wanted, in the order in which an ops file has it. */
export function wanted(deployment: Deployment): Wanted[] {
  const groups = [cells, ...deployment.isolationSegments.filter((name) => name !== cells)];
  return [
    ...(deployment.trust.by === 'ca' ? groups.flatMap((group) => trustedCa(deployment, group)) : []),
    ...insecureEntries(deployment, groups),
    ...stagingLimits(deployment),
  ];
}

function trustedCa({ foundation, trust }: Deployment, group: string): Wanted[] {
  const value = `((${trust.caVariable}.ca))`;
  return factsAt(trustedCerts, foundation.version).map((certs): Wanted => {
    const at = inGroup(trustedCertsProperty(certs), group);
    const text = `Staging containers of ${certs.stack} trust registry and cache by their CA, which belongs to another deployment; diego.trust: insecure takes it out, registry.ca_variable names the variable`;
    return certs.form === 'list'
      ? { kind: 'entry', at, value, reason: { text } }
      : { kind: 'line', at, value, has: certs.has, reason: { text: `${text}; this version takes one string alone` } };
  });
}

function insecureEntries({ foundation, insecureRegistries }: Deployment, groups: readonly string[]): Wanted[] {
  const staging = factAt(stagingList, foundation.version) as JobProperty;
  const cell = factAt(cellList, foundation.version) as JobProperty;
  const winner = factAt(winningCellList, foundation.version);
  const entries = [...new Map(insecureRegistries.map((entry) => [entry.value, entry])).values()];
  const into = (at: JobProperty, winning?: JobProperty): Wanted[] =>
    entries.map(({ value, reason = {} }) => ({
      kind: 'entry',
      at,
      value,
      reason,
      ...(winning && { winner: winning }),
    }));
  return [...into(staging), ...groups.flatMap((group) => into(inGroup(cell, group), winner && inGroup(winner, group)))];
}

/** The same property in the cells of an isolation segment, whose manifest may have less of it than upstream's. */
function inGroup(property: JobProperty, group: string): JobProperty {
  return group === property.group ? property : { ...property, group, there: 0 };
}

/** Source of the rule: cloud_controller_ng, lib/cloud_controller/backends/staging_disk_calculator.rb. */
const diskRule =
  'MiB of disk for staging one app: Cloud Controller gives at least this much, more where the app asks for more, and refuses what is above both this and cc.maximum_app_disk_in_mb';

function stagingLimits({ foundation, staging, reasonOf }: Deployment): Wanted[] {
  const limit = (at: JobProperty, value: YamlValue, setting: string, text: string): Wanted => {
    return {
      kind: 'value',
      at,
      value,
      reason: reasonOf(setting) ? { text, ...reasonOf(setting) } : { text: `${text}; ${setting} changes it` },
    };
  };
  const { diskMb, memoryMb, timeoutS } = staging;
  return [
    limit(stagingDisk, diskMb, 'staging.disk_mb', diskRule),
    ...(memoryMb === undefined
      ? []
      : [limit(stagingMemory, memoryMb, 'staging.memory_mb', 'MiB of memory for staging one app')]),
    ...(timeoutS === undefined
      ? []
      : factsAt(stagingTimeouts, foundation.version).map((at) =>
          limit(at, timeoutS, 'staging.timeout_s', `Seconds that staging may take: ${at.job} reads it for itself`),
        )),
  ];
}
