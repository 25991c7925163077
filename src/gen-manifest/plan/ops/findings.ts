/** What has to be said of a cf-deployment before its ops file: what it cannot trust, and what its disk rule makes of a limit. */
import type { Finding } from '../../errors.js';
import { defaultMaximumAppDisk, maximumAppDisk } from '../../foundations/cf-deployment/staging-limits.js';
import { trustedCerts } from '../../foundations/cf-deployment/trusted-certs.js';
import { foundationText } from '../../foundations/foundation.js';
import { factsAt } from '../../foundations/version-rows.js';
import type { Deployment } from '../../model/deployment.js';
import { find, type YamlValue } from '../../yaml-value.js';
import { stepsTo } from './operation.js';

/** An error where trust is by a CA, and the staging containers of this version take none. */
export function trustFindings({ foundation, trust }: Deployment): Finding[] {
  if (trust.by !== 'ca' || factsAt(trustedCerts, foundation.version).length > 0) return [];
  return [
    {
      code: 'not-allowed',
      severity: 'error',
      message: `staging containers of ${foundationText(foundation)} take no certificates: trusted_certs is there from 0.35.0 on`,
      hint: 'set diego.trust to insecure',
    },
  ];
}

/**
 * A warning where apps may ask for more disk than the limit, which they then get for staging as well. Source of
 * the rule: cloud_controller_ng, lib/cloud_controller/backends/staging_disk_calculator.rb.
 */
export function diskFindings({ staging }: Deployment, base: YamlValue): Finding[] {
  const given = find(base, stepsTo(maximumAppDisk));
  const maximum = typeof given === 'number' ? given : defaultMaximumAppDisk;
  if (typeof staging.diskMb !== 'number' || staging.diskMb >= maximum) return [];
  return [
    {
      code: 'no-effect',
      severity: 'warning',
      message: `staging.disk_mb is ${staging.diskMb}, and cc.maximum_app_disk_in_mb is ${maximum}: an app that asks for more than ${staging.diskMb} MiB is staged with what it asks for`,
      hint: 'staging.disk_mb is the least that staging gives; the most is the larger one of the two',
    },
  ];
}
