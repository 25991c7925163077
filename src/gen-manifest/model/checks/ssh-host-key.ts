/**
 * The SSH proxy ends when it starts without a host key.
 *
 * Source: diego-release v0.1463.0, jobs/ssh_proxy/templates/ssh_proxy_ctl.erb (-hostKey); cloudfoundry-incubator/diego-ssh,
 * cmd/ssh-proxy/main.go (an empty key is fatal).
 */
import { placeOf } from '../../settings/layers.js';
import type { Check } from './check.js';

const path = 'ssh_proxy.host_key';

/** Where nobody sets it, the manifest has what upstream's has. */
export const sshHostKey: Check = ({ loaded: { settings } }) => {
  const found = settings.find(`property_overrides.${path}`);
  if (!found || (found.value !== '' && found.value !== null)) return [];
  return [
    {
      code: 'missing',
      severity: 'warning',
      message: `${path} is empty: the SSH proxy will not start, and cf ssh will not work`,
      hint: 'set it to a private RSA key, PEM: ssh-keygen -t rsa -m PEM makes one; or set the counts of access_z1 to access_z3 to 0',
      place: placeOf(found),
    },
  ];
};
