/** regctl and skopeo as one kind of thing: what a user does with a registry, as some user or as nobody. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { command, type Outcome } from '../agent/command.js';
import type { Credentials, Registry } from './deployment.js';

/** A client program, told to act as one user. Outcomes are answers, also where they are failures. */
export interface RealClient {
  readonly name: string;
  /** Pushes an OCI layout's tag `latest`, with the images of every platform, to `repository:tag`. */
  push(layout: string, reference: string): Promise<Outcome>;
  /** Pulls into a new OCI layout at `layout`. */
  pull(reference: string, layout: string): Promise<Outcome>;
  /** Deletes `repository@digest`. */
  remove(reference: string): Promise<Outcome>;
  tags(repository: string): Promise<Outcome>;
  /** Lists every repository; undefined where the program cannot. */
  readonly catalog?: () => Promise<Outcome>;
}

/** Makes clients for users; nobody is undefined. */
export type ClientMaker = (as: Credentials | undefined, options?: { readonly trusting?: boolean }) => RealClient;

/** Clients of the program regctl at `program`; what they keep is below `folder`. */
export function regctl(program: string, folder: string, { host, authority }: Registry): ClientMaker {
  return (as, { trusting = true } = {}) => {
    const home = mkdtempSync(join(folder, 'regctl-'));
    const registry = {
      tls: 'enabled',
      ...(trusting && { regcert: authority.certificate }),
      ...(as && { user: as.user, pass: as.password }),
      // A refusal is an answer; regctl would ask again and wait.
      reqPerSec: 1000,
    };
    writeFileSync(join(home, 'config.json'), JSON.stringify({ hosts: { [host]: registry } }));
    const env = { HOME: home, REGCTL_CONFIG: join(home, 'config.json') };
    const run = (...argv: string[]): Promise<Outcome> => command([program, ...argv], { env, mayFail: true });
    const copy = (from: string, to: string): Promise<Outcome> => run('image', 'copy', from, to);
    return {
      name: 'regctl',
      push: (layout, reference) => copy(`ocidir://${layout}:latest`, `${host}/${reference}`),
      pull: (reference, layout) => copy(`${host}/${reference}`, `ocidir://${layout}:latest`),
      remove: (reference) => run('manifest', 'delete', `${host}/${reference}`),
      tags: (repository) => run('tag', 'ls', `${host}/${repository}`),
      catalog: () => run('repo', 'ls', host),
    };
  };
}

/** Clients of skopeo. */
export function skopeo(program: string, folder: string, { host, authority }: Registry): ClientMaker {
  return (as, { trusting = true } = {}) => {
    const home = mkdtempSync(join(folder, 'skopeo-'));
    const certificates = join(home, 'certificates');
    mkdirSync(certificates);
    if (trusting) writeFileSync(join(certificates, 'ca.crt'), authority.certificate);
    const options = (side: 'src-' | 'dest-' | ''): string[] => [
      `--${side}cert-dir=${certificates}`,
      as ? `--${side}creds=${as.user}:${as.password}` : `--${side}no-creds`,
    ];
    const env = { HOME: home, TMPDIR: home, PATH: '/usr/bin:/bin' };
    const run = (...argv: string[]): Promise<Outcome> =>
      command([program, '--insecure-policy', ...argv], { env, mayFail: true });
    const copy = (side: 'src-' | 'dest-', from: string, to: string): Promise<Outcome> =>
      run('copy', '--all', '--preserve-digests', ...options(side), from, to);
    return {
      name: 'skopeo',
      push: (layout, reference) => copy('dest-', `oci:${layout}:latest`, `docker://${host}/${reference}`),
      pull: (reference, layout) => copy('src-', `docker://${host}/${reference}`, `oci:${layout}:latest`),
      remove: (reference) => run('delete', ...options(''), `docker://${host}/${reference}`),
      tags: (repository) => run('list-tags', ...options(''), `docker://${host}/${repository}`),
    };
  };
}
