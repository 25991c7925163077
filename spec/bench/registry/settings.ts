/** What is compared: the job as a deployment renders it, and Distribution as it comes. */
import type { Machine } from '../../support/agent/machine/machine.js';
import type { Release } from '../../support/agent/release.js';
import { newAddress } from '../../support/registry/addresses.js';
import type { Authority } from '../../support/registry/certificates.js';
import { admin, deployRegistry } from '../../support/registry/deployment.js';
import { manifests, type Measure, pulls } from './compare.js';
import type { Target } from './load.js';
import { startStock } from './stock.js';

/** What both sides are asked for, and how they are guarded. */
export interface Setting {
  readonly name: string;
  /** Both serve TLS; plain HTTP without. */
  readonly tls: boolean;
  /** Who asks for passwords. */
  readonly users: 'nobody' | 'ours' | 'both';
  readonly measures: readonly Measure[];
}

/**
 * With htpasswd, which config-example.yml sets, Distribution checks a bcrypt hash for every request, and a pull measures
 * little else: bytes are compared without it on stock's side, with and without users on ours.
 */
export const settings: readonly Setting[] = [
  { name: 'HTTP', tls: false, users: 'nobody', measures: [pulls, manifests] },
  { name: 'TLS, users in ours', tls: true, users: 'ours', measures: [pulls, manifests] },
  { name: 'TLS, users in both', tls: true, users: 'both', measures: [manifests] },
];

/** Both sides, running. */
export interface Pair {
  readonly ours: Target;
  readonly stock: Target;
  remove(): Promise<void>;
}

/** Room for the image of the benchmark, in MiB. */
const diskMb = 2048;

/** Starts both sides. `program` is Distribution's. */
export async function startPair(
  { tls, users }: Setting,
  release: Release,
  authority: Authority,
  program: string,
): Promise<Pair> {
  const registry = await deployRegistry(release, authority, {
    persistentDiskMb: diskMb,
    properties: {
      ...(!tls && { tls: { enabled: false, certificate: null, private_key: null, ca: null } }),
      ...(users === 'nobody' && { auth: { type: 'none' }, users: null }),
    },
  });
  const address = newAddress();
  const stock = await startStock({
    ...{ program, address, persistentDiskBytes: diskMb * 2 ** 20 },
    ...(tls && { authority }),
    ...(users === 'both' && { htpasswd: htpasswdOf(registry.instance.machine) }),
  });
  const target = (host: string, asked: boolean): Target => {
    return {
      ...(tls ? { url: `https://${host}`, ca: authority.file } : { url: `http://${host}` }),
      ...(asked && { as: admin }),
    };
  };
  return {
    ours: target(registry.host, users !== 'nobody'),
    stock: target(`${address}:5000`, users === 'both'),
    remove: async () => {
      await Promise.all([registry.instance.remove(), stock.remove()]);
    },
  };
}

/** The job's own hash of the password, at the cost that Distribution itself makes hashes with (bcrypt's default, 10). */
function htpasswdOf(machine: Machine): string {
  const access = machine.read('/var/vcap/data/docker-registry/access.json') ?? '';
  const hash = /\$2[aby]\$10\$[./A-Za-z0-9]{53}/.exec(access)?.[0];
  if (hash === undefined) throw new Error('the access file has no hash of cost 10');
  return `${admin.user}:${hash}\n`;
}
