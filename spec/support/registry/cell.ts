/** A cell: a machine that pulls and pushes images by the names that BOSH DNS answers, trusting one CA. */
import { command, type Outcome } from '../agent/command.js';
import { Machine } from '../agent/machine/machine.js';
import type { Credentials } from './deployment.js';

/** How an image is named to skopeo: docker://host:port/path:tag, oci:/folder:tag or dir:/folder. */
export interface Side {
  readonly image: string;
  readonly as?: Credentials;
  /** Without TLS, or with TLS that nobody checks. */
  readonly insecure?: true;
}

/** A machine with skopeo on it. */
export class Cell {
  private constructor(
    readonly machine: Machine,
    private readonly skopeo: string,
  ) {}

  /** Makes one; `ca` is all that it trusts. */
  static async boot(skopeo: string, names: Readonly<Record<string, string>>, ca: string): Promise<Cell> {
    const machine = await Machine.boot({ name: 'cell' });
    machine.knowNames(names);
    machine.write('/root/ca/ca.crt', ca);
    return new Cell(machine, skopeo);
  }

  /** Copies an image; with `format`, as manifests of that form. A refusal is an answer. */
  async copy(from: Side, to: Side, format?: 'v2s1'): Promise<Outcome> {
    const options = [...sideOptions('src', from), ...sideOptions('dest', to)];
    const form = format === undefined ? ['--preserve-digests'] : ['--format', format];
    const argv = [this.skopeo, '--insecure-policy', 'copy', '--quiet', ...form, ...options, from.image, to.image];
    return this.machine.run(argv, { env: { HOME: '/root', TMPDIR: '/tmp' }, mayFail: true });
  }

  /** Puts a folder of this machine there. */
  async take(folder: string, target: string): Promise<void> {
    await command(['cp', '-r', folder, this.machine.outside(target)], { env: { PATH: '/usr/bin:/bin' } });
  }
}

function sideOptions(side: 'src' | 'dest', { image, as, insecure }: Side): string[] {
  if (!image.startsWith('docker://')) return [];
  const trust = insecure ? `--${side}-tls-verify=false` : `--${side}-cert-dir=/root/ca`;
  return [trust, as ? `--${side}-creds=${as.user}:${as.password}` : `--${side}-no-creds`];
}
