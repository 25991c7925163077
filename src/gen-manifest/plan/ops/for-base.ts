/** What a known base lacks, as an ops file and as the whole manifest. */
import type { Finding } from '../../errors.js';
import type { Deployment } from '../../model/deployment.js';
import type { Base } from '../../settings/base-manifest.js';
import type { YamlValue } from '../../yaml-value.js';
import type { PlannedDocument, PlannedValue } from '../planned.js';
import { diskFindings } from './findings.js';
import { missingOperations } from './missing-operations.js';
import { opsDocument } from './ops-file.js';
import { patchedBase } from './patched-base.js';
import { wanted } from './wanted.js';

/** The operations that are missing, and the manifest with them and with all ops files of the base applied. */
export interface ForBase {
  /** The base with its ops files applied, before any of the operations. */
  readonly before: YamlValue;
  readonly operations: PlannedDocument;
  readonly manifest: PlannedValue;
  /** The first lines of the whole manifest. */
  readonly header: readonly string[];
}

/** Plans for a base; a finding for each path that it does not have, and each of its ops files' operations that fails. */
export function planForBase(deployment: Deployment, base: Base, findings: Finding[]): ForBase {
  // Neither the base nor its ops files give reasons.
  const patched = patchedBase(base, findings) as YamlValue;
  const { operations, result } = missingOperations(patched, wanted(deployment), findings);
  findings.push(...diskFindings(deployment, patched));
  const files = [base.manifest, ...base.opsFiles].map(({ file }) => file.replace(/[\0-\x1f]/g, ' ')).join(', ');
  const count = operations.length === 0 ? 'nothing is missing' : `${operations.length} are missing`;
  return {
    before: patched,
    operations: opsDocument(deployment, operations, [`Of what is wanted, ${count} in ${files}.`]),
    manifest: result,
    header: [
      `Manifest of Cloud Foundry, made of ${files}: the private Docker registry and the Docker cache are wired into Diego.`,
      'Complete: no ops file is needed, bosh deploy -d cf takes it as it is.',
    ],
  };
}
