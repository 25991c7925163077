/** The ops file that wires registry and cache into cf-deployment.yml, for a base that is not known. */
import type { Deployment } from '../../model/deployment.js';
import { Noted } from '../../model/reason.js';
import type { PlannedDocument } from '../planned.js';
import { type Operation, pathOf } from './operation.js';
import { wanted, type Wanted } from './wanted.js';

/** Plans for an unpatched cf-deployment.yml of the foundation's version. */
export function planOpsFile(deployment: Deployment): PlannedDocument {
  return opsDocument(deployment, wanted(deployment).map(unconditional), [
    'Entries are appended to lists: apply it once, to a base that does not have them yet.',
    'gen-manifest ops --base cf-deployment.yml prints only what is missing in yours, and checks every path.',
  ]);
}

/** The document of these operations; `how` says how to apply them. */
export function opsDocument(
  deployment: Deployment,
  operations: readonly Operation[],
  how: readonly string[],
): PlannedDocument {
  const value = operations.map(
    ({ path, value: content, reason }) => new Noted({ type: 'replace', path, value: content }, reason),
  );
  return { header: [...header(deployment), ...how], value };
}

function unconditional(each: Wanted): Operation {
  const { at, reason } = each;
  switch (each.kind) {
    case 'entry':
      return { path: `${pathOf(at)}/-`, value: each.value, reason };
    case 'value':
      return { path: pathOf(at), value: each.value, reason };
    case 'line':
      return { path: pathOf(at), value: withLine(each.has, each.value), reason };
  }
}

/** A text of lines with one more. */
export function withLine(text: string | undefined, line: string): string {
  return `${text === undefined || text === '' ? '' : `${text.trimEnd()}\n`}${line}\n`;
}

function header({ foundation, trust }: Deployment): string[] {
  const version = `cf-deployment v${foundation.version}`;
  const opening = [
    `Ops file for ${version}: wires the private Docker registry and the Docker cache into Diego.`,
    'Give it to bosh behind your other ops files: bosh deploy -d cf cf-deployment.yml -o docker-registry.yml',
  ];
  if (trust.by === 'insecure') return opening;
  return [
    ...opening,
    `Deploy the registry first: ((${trust.caVariable}.ca)) is a variable of its deployment.`,
    "Cells pull images with their own operating system's certificates, which no property here reaches:",
    "gen-manifest runtime-config adds the CA there, or add it to the director's trusted certificates",
    '(director.trusted_certs), which every VM gets when it is made anew.',
  ];
}
