/** All checks of the deployment of this release. */
import type { Finding } from '../../../errors.js';
import { certificates } from './certificates.js';
import type { CheckedRelease, ReleaseCheck } from './check.js';
import { deciding } from './deciding.js';
import { instances } from './instances.js';
import { ports } from './ports.js';
import { propertyRules } from './property-rules.js';
import { protocol } from './protocol.js';
import { secretsInClear } from './secrets-in-clear.js';
import { staticAddresses } from './static-addresses.js';

const checks: readonly ReleaseCheck[] = [
  deciding,
  instances,
  staticAddresses,
  certificates,
  ports,
  protocol,
  propertyRules,
  secretsInClear,
];

/** The findings of all checks. */
export function releaseFindings(checked: CheckedRelease): Finding[] {
  return checks.flatMap((check) => check(checked));
}
