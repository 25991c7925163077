/** A certificate authority for one suite, and server certificates for addresses. Made with openssl. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { command } from '../agent/command.js';

/** A certificate with its key, both as PEM. */
export interface Certificate {
  readonly certificate: string;
  readonly privateKey: string;
}

/** A certificate authority. */
export interface Authority {
  /** PEM, and the file it is in. */
  readonly certificate: string;
  readonly file: string;
  /** A certificate for servers with these IP addresses and names, and for clients. */
  sign(name: string, subjects: readonly string[]): Promise<Certificate>;
}

async function openssl(folder: string, ...parameters: readonly string[]): Promise<void> {
  await command(['openssl', ...parameters], { cwd: folder, env: { PATH: process.env['PATH'] ?? '' } });
}

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/** Makes an authority whose files are in `folder`. */
export async function makeAuthority(folder: string): Promise<Authority> {
  const about = ['-subj', '/CN=specs', '-days', '30'];
  await openssl(folder, 'req', '-x509', ...newKey, '-keyout', 'ca.key', '-out', 'ca.pem', ...about);
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  return {
    certificate: read('ca.pem'),
    file: join(folder, 'ca.pem'),
    sign: async (name, subjects) => {
      const kinds = subjects.map((subject) => `${/^[\d.]+$/.test(subject) ? 'IP' : 'DNS'}:${subject}`);
      writeFileSync(join(folder, `${name}.ext`), `subjectAltName=${kinds.join(',')}\n`);
      await openssl(folder, 'req', ...newKey, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`);
      const files = ['-in', `${name}.csr`, '-out', `${name}.pem`, '-extfile', `${name}.ext`];
      await openssl(
        folder,
        'x509',
        '-req',
        '-CA',
        'ca.pem',
        '-CAkey',
        'ca.key',
        '-CAcreateserial',
        '-days',
        '30',
        ...files,
      );
      return { certificate: read(`${name}.pem`), privateKey: read(`${name}.key`) };
    },
  };
}
