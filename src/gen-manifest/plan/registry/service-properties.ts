/** What every service has: its port, the URL that clients know it by, its certificate, and a secret of its own. */
import type { ReleaseDeployment, Service } from '../../model/registry/release-deployment.js';
import { Noted, type Reason } from '../../model/reason.js';
import { scalarText } from '../../yaml-value.js';
import { noted } from '../planned.js';
import type { Decided } from './given.js';

/** The properties of both jobs that are decided here. */
export function serviceProperties(service: Service, { facts, reasonOf }: ReleaseDeployment): Decided {
  const { part, host, port, tls } = service;
  return {
    port: noted(port, reasonOf(`${part}.port`)),
    // Diego's builder knows the cache that it fills by an address of its own making.
    external_url:
      facts.filledByDiego && part === 'cache'
        ? undefined
        : new Noted(`${tls ? 'https' : 'http'}://${host}:${scalarText(port)}`, {
            text: `What clients are sent to: ${part}.host and ${part}.port`,
          }),
    protocol: new Noted(facts.protocol, { text: 'What Diego of this foundation reads' }),
    'http.secret': `((${part}_http_secret))`,
    ...tlsProperties(service, reasonOf(`${part}.tls`)),
    'bpm.enabled': facts.manifest === 'v1' ? withoutBpm : undefined,
  };
}

/** Directors that take v1 manifests may be older than BPM, and this deployment has no bpm-release. */
export const withoutBpm = new Noted(false, {
  text: 'A director that takes this manifest may be older than BPM: monit runs a control script under the same rules',
});

function tlsProperties({ part, tls, certificate }: Service, reason: Reason | undefined): Decided {
  if (!tls) {
    return { 'tls.enabled': new Noted(false, reason ?? { text: 'As Diego of this foundation talks to it' }) };
  }
  if (certificate === undefined) return {};
  return {
    'tls.certificate': new Noted(`((${certificate}.certificate))`, {
      text: `Made by BOSH for ${part}.host, see variables below; ${part}.properties.tls gives one of your own`,
    }),
    'tls.private_key': `((${certificate}.private_key))`,
    'tls.ca': `((${certificate}.ca))`,
  };
}
