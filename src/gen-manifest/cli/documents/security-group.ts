/** The rules of `gen-manifest security-group` as text. */
import { type Finding, hasErrors } from '../../errors.js';
import { containerReach } from '../../model/container-reach.js';
import { planSecurityGroup, securityGroupCommands } from '../../plan/security-group/rules.js';
import type { Prepared } from '../prepare.js';
import { type DocumentText, noText } from './document.js';

const notes = [
  `with this as security-group.json: ${securityGroupCommands.join(' && ')}`,
  "names are resolved only where port 53 is open too, by CF's own group dns, which is bound by default: cf staging-security-groups and cf running-security-groups show it",
  'apps that run have it from their next restart on',
];

/** The rules as JSON, with the commands that bind them as notes. */
export function securityGroupText({ loaded, deployment, findings: before }: Prepared): DocumentText {
  const findings: Finding[] = [];
  const reached = containerReach(loaded.settings, deployment.foundation, findings);
  if (hasErrors([...before, ...findings])) return noText(findings);
  return {
    text: `${JSON.stringify(planSecurityGroup(reached, deployment.foundation), null, 2)}\n`,
    notes: notes.map((note) => `note: ${note}\n`).join(''),
    variables: [],
    findings,
  };
}
