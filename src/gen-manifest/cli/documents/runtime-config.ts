/** The runtime config of `gen-manifest runtime-config` as text. */
import { type Finding, hasErrors } from '../../errors.js';
import { planRuntimeConfig } from '../../plan/runtime-config/runtime-config.js';
import { documentText } from '../document-text.js';
import type { Prepared } from '../prepare.js';
import { type DocumentText, noText } from './document.js';

const setting = 'runtime_config.os_conf_version';

/** The runtime config; a finding where trust is not by a CA, or os-conf's version is not set. */
export function runtimeConfigText(prepared: Prepared, argv: readonly string[]): DocumentText {
  const { deployment, loaded } = prepared;
  if (deployment.foundation.name !== 'cf-deployment') return noText([]);
  const version = loaded.settings.own(setting);
  const findings: Finding[] = [];
  if (deployment.trust.by === 'insecure') {
    findings.push({
      code: 'no-effect',
      severity: 'error',
      message: 'diego.trust is insecure: cells check no certificate, so that no CA has to be added',
      hint: 'remove diego.trust: insecure, or leave the runtime config out',
    });
  }
  if (version === undefined) {
    findings.push({
      code: 'missing',
      severity: 'error',
      message: `${setting} is not set: a runtime config names the version of each release, latest is refused`,
      hint: `bosh releases shows the versions of os-conf that the director has; then --set ${setting}=23.0.2`,
    });
  }
  if (version === undefined || hasErrors([...prepared.findings, ...findings])) return noText(findings);
  return {
    text: documentText(planRuntimeConfig(deployment, version), argv, loaded),
    notes: '',
    variables: [],
    findings,
  };
}
