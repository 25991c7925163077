/** A certificate must hold the name that images are named with: cells and builders compare the two. */
import type { X509Certificate } from 'node:crypto';
import { getBuiltinModule } from 'node:process';
import type { Finding } from '../../../errors.js';
import { isVariable } from '../../../yaml-value.js';
import type { Service } from '../release-deployment.js';
import { isAddress } from '../service.js';
import { type ReleaseCheck, services, wrong } from './check.js';

export const certificates: ReleaseCheck = ({ release }) =>
  services(release).flatMap((service) => (service.tls ? [...notCovered(service), ...otherName(service)] : []));

/** Only a certificate that stands in the settings in clear can be read. */
function notCovered({ part, host, given }: Service): Finding[] {
  const found = given.find('tls.certificate');
  if (!found || typeof found.value !== 'string' || isVariable(found.value) || isVariable(host)) return [];
  const certificate = read(found.value);
  if (!certificate) {
    return [wrong('wrong-type', `${found.path} is no certificate that can be read`, 'write it in PEM form', found)];
  }
  const covers = isAddress(host) ? certificate.checkIP(host) : certificate.checkHost(host);
  if (covers !== undefined) return [];
  const names = certificate.subjectAltName ?? 'no names';
  const message = `${found.path} does not hold ${part}.host ${host}: it has ${names}`;
  const hint = 'clients compare the two: have a certificate made for that name, or leave it out, and BOSH makes one';
  return [wrong('not-allowed', message, hint, found)];
}

function read(pem: string): X509Certificate | undefined {
  try {
    // Loaded where there is one to read: it takes as long as a run's own checks.
    return new (getBuiltinModule('node:crypto').X509Certificate)(pem);
  } catch {
    return undefined;
  }
}

/** Clients are sent to external_url for tokens and uploads: the certificate that BOSH makes holds the host alone. */
function otherName({ part, host, given, certificate }: Service): Finding[] {
  const found = given.find('external_url');
  const [, name] = /^https?:\/\/([^:/]+)/.exec(typeof found?.value === 'string' ? found.value : '') ?? [];
  if (!certificate || name === undefined || name === host || name.includes('((')) return [];
  const message = `${found?.path ?? ''} names ${name}, and the certificate is made for ${part}.host ${host}`;
  const hint = `set ${part}.host to ${name}, or give a certificate of your own in ${part}.properties.tls`;
  return [wrong('not-allowed', message, hint, found)];
}
