/** The feature flag diego_docker: while it is off, Cloud Controller starts no Docker app. */
import { GenManifestError } from '../errors.js';
import { failed, type Send } from './cloud-controller.js';
import type { Versions } from './generations.js';

/**
 * Throws a finding where the flag is off. Its default is off (cloud_controller_ng,
 * app/models/runtime/feature_flag.rb); everybody who may read may ask for it (app/access/feature_flag_access.rb).
 */
export async function requireDocker(send: Send, { v2 }: Versions): Promise<void> {
  const path = v2 === undefined ? '/v3/feature_flags/diego_docker' : '/v2/config/feature_flags/diego_docker';
  const request = { method: 'GET', path } as const;
  const answer = await send(request);
  // Version 3 knows flags from 3.68.0 on (cloud_controller_ng ebcc1438cf); what it does not know it cannot deny.
  if (answer.status === 404) return;
  if (answer.status >= 400) throw new GenManifestError([failed(request, answer, 'is cf logged in? run cf login')]);
  if (answer.body['enabled'] !== false) return;
  const message = 'this Cloud Foundry starts no Docker apps: its feature flag diego_docker is off';
  const hint = 'an administrator switches it on: cf enable-feature-flag diego_docker';
  throw new GenManifestError([{ code: 'not-allowed', severity: 'error', message, hint }]);
}
