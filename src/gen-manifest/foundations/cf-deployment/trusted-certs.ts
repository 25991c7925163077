/**
 * The certificates that staging containers trust: those of the root file systems on the cells.
 *
 * Sources: cf-deployment v0.0.0 to v58.0.0, cf-deployment.yml and operations/use-trusted-ca-cert-for-apps.yml;
 * cflinuxfs2-release 08fd37f (a list is refused before v7.6.0), jobs/cflinuxfs2-rootfs-setup.
 */
import type { VersionRow } from '../version-rows.js';
import { cells, type JobProperty } from './job-property.js';

/** A root file system's `trusted_certs`. */
export interface TrustedCerts {
  /** Such as `cflinuxfs4`. */
  readonly stack: string;
  /** A list of certificates, or all of them in one string. */
  readonly form: 'list' | 'string';
  /** What cf-deployment.yml has in the string; undefined where it has no such property. */
  readonly has?: string;
}

const lines = (...variables: readonly string[]): string => variables.map((name) => `((${name}))\n`).join('');
const three = lines('application_ca.certificate', 'credhub_ca.certificate', 'uaa_ca.certificate');

/** Every root file system that is on the cells: Docker images are staged in that of cc.diego.docker_staging_stack. */
export const trustedCerts: readonly VersionRow<TrustedCerts>[] = [
  { range: '0.35.0 - 1.12.0', fact: { stack: 'cflinuxfs2', form: 'string' } },
  {
    range: '1.13.0 - 1.16.0',
    fact: { stack: 'cflinuxfs2', form: 'string', has: '((diego_instance_identity_ca.ca))' },
  },
  { range: '1.17.0 - 3.6.0', fact: { stack: 'cflinuxfs2', form: 'string', has: '((application_ca.certificate))' } },
  { range: '4.0.0 - 7.5.0', fact: { stack: 'cflinuxfs2', form: 'string', has: three } },
  { range: '6.0.0 - 7.5.0', fact: { stack: 'cflinuxfs3', form: 'string', has: three } },
  { range: '7.6.0 - 7.11.0', fact: { stack: 'cflinuxfs2', form: 'list' } },
  { range: '7.6.0 - 29.1.0', fact: { stack: 'cflinuxfs3', form: 'list' } },
  { range: '>=28.0.0', fact: { stack: 'cflinuxfs4', form: 'list' } },
];

/** The job that sets a root file system up, and its property, in the cells' instance group. */
export function trustedCertsProperty({ stack, form, has }: TrustedCerts): JobProperty {
  const keys = [`${stack}-rootfs`, 'trusted_certs'];
  const there = form === 'list' || has !== undefined ? 3 : 0;
  return { group: cells, job: `${stack}-rootfs-setup`, keys, there };
}
