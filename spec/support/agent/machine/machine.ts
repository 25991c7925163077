/**
 * A machine as BOSH gives a job one: a file system of its own with the paths, users and modes of a stemcell,
 * processes of its own, and the network of the machine outside.
 *
 * It ends with this process, however that ends: its first process lives on a pipe from here.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { command, type CommandOptions, type Outcome } from '../command.js';

const initScript = fileURLToPath(new URL('init.sh', import.meta.url));

/** What a machine is made with. */
export interface MachineOptions {
  readonly name: string;
  /** Bytes of the persistent disk, at /var/vcap/store; without it there is none. */
  readonly persistentDiskBytes?: number;
}

/** Number of the group vcap in every machine (machine/init.sh). */
export const vcapGroup = 1000;

const live = new Set<Machine>();

/** The PATH that the agent gives to scripts (bosh-agent, agent/script/pathenv). */
const scriptPath = '/usr/sbin:/usr/bin:/sbin:/bin';

export class Machine {
  private constructor(
    readonly name: string,
    private readonly holder: ChildProcess,
    /** The number of its first process, outside. */
    private readonly pid: number,
  ) {
    live.add(this);
  }

  /** Makes a machine: a tenth of a second. */
  static async boot({ name, persistentDiskBytes = 0 }: MachineOptions): Promise<Machine> {
    const flags = ['--mount', '--pid', '--uts', '--ipc', '--fork', '--kill-child=KILL'];
    const holder = spawn('unshare', [...flags, 'bash', initScript], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: {
        PATH: scriptPath,
        MACHINE_NAME: name,
        MACHINE_MEMORY: '8g',
        MACHINE_PERSISTENT_DISK: String(persistentDiskBytes),
      },
    });
    return new Machine(name, holder, await ready(holder));
  }

  /** Runs a program in the machine as root, with the environment of the agent's scripts and `env`. */
  async run(argv: readonly string[], options: CommandOptions = {}): Promise<Outcome> {
    const entry = ['nsenter', '--target', String(this.pid), '--mount', '--pid', '--uts', '--ipc', '--'];
    return command([...entry, ...argv], { ...options, env: { PATH: scriptPath, ...options.env } });
  }

  /** The path of a file of the machine, seen from outside. No part of `path` may be an absolute link. */
  outside(path: string): string {
    return join(`/proc/${this.pid}/root`, path);
  }

  /** Writes a file of root's, with the folders on the way. */
  write(path: string, content: string | Uint8Array, mode = 0o644, group = 0): void {
    const file = this.outside(path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    chownSync(file, 0, group);
    chmodSync(file, mode);
  }

  /** Has names looked up as BOSH DNS would answer them. */
  knowNames(names: Readonly<Record<string, string>>): void {
    const lines = Object.entries({ localhost: '127.0.0.1', ...names }).map(([name, address]) => `${address} ${name}\n`);
    this.write('/etc/hosts', lines.join(''));
  }

  /** The text of a file; undefined where there is none. */
  read(path: string): string | undefined {
    try {
      return readFileSync(this.outside(path), 'utf8');
    } catch {
      return undefined;
    }
  }

  /** Ends every process of the machine, and its file system with them. */
  async remove(): Promise<void> {
    if (!live.delete(this)) return;
    const gone = new Promise((resolve) => this.holder.once('exit', resolve));
    if (this.holder.exitCode !== null || this.holder.signalCode !== null) return;
    this.holder.stdin?.end();
    await gone;
  }

  /** Removes every machine that is left. */
  static async removeAll(): Promise<void> {
    await Promise.all([...live].map((machine) => machine.remove()));
  }
}

/** Waits until init.sh says that it is ready; gives the number that it names. */
async function ready(holder: ChildProcess): Promise<number> {
  let said = '';
  let complaints = '';
  holder.stderr?.setEncoding('utf8').on('data', (text: string) => (complaints += text));
  return new Promise((resolve, reject) => {
    holder.on('error', reject);
    holder.on('exit', (code) => reject(new Error(`the machine ended with ${code}: ${complaints}`)));
    holder.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const number = /^ready (\d+)$/m.exec(said)?.[1];
      if (number !== undefined) resolve(Number(number));
    });
  });
}
