/** What monit does with services: starts them, starts them again when their process is gone, stops them. */
import type { CommandFailed } from './command.js';
import type { Machine } from './machine/machine.js';
import type { MonitService } from './monit-file.js';

/** Stemcells poll every 10 s; here a service is looked at more often, so that specs need not wait. */
const pollMs = 200;

export class Monit {
  private readonly services: MonitService[] = [];
  private timer: NodeJS.Timeout | undefined;
  private busy: Promise<void> = Promise.resolve();
  /** How often a service was started because its process was gone. */
  readonly restarts = new Map<string, number>();

  constructor(private readonly machine: Machine) {}

  /** Takes the services of a job in the place of those that it had. */
  add(services: readonly MonitService[]): void {
    for (const service of services) {
      const index = this.services.findIndex(({ name }) => name === service.name);
      this.services.splice(index < 0 ? this.services.length : index, index < 0 ? 0 : 1, service);
    }
  }

  /** Starts every service, and watches it from now on. */
  async start(): Promise<void> {
    for (const service of this.services) await this.program(service.start);
    this.timer ??= setInterval(() => void (this.busy = this.busy.then(() => this.look())), pollMs);
    // Nothing waits for a look; a run whose last spec is over ends.
    this.timer.unref();
  }

  /** Leaves the services as they are; the agent does so before it drains. */
  async unmonitor(): Promise<void> {
    clearInterval(this.timer);
    this.timer = undefined;
    await this.busy;
  }

  /** Stops every service. */
  async stop(): Promise<void> {
    await this.unmonitor();
    for (const service of this.services) await this.program(service.stop);
  }

  /** The number of a service's process in the machine; undefined where it does not run. */
  pid(name: string): number | undefined {
    const service = this.services.find((one) => one.name === name);
    if (!service) throw new Error(`monit has no service ${name}`);
    const pid = Number(this.machine.read(service.pidFile.replace('/var/vcap/sys/', '/var/vcap/data/sys/')));
    return pid > 0 && this.alive(pid) ? pid : undefined;
  }

  /** True for a process that has not ended. */
  alive(pid: number): boolean {
    const state = this.machine.read(`/proc/${pid}/stat`)?.split(') ').at(-1)?.[0];
    return state !== undefined && state !== 'Z' && state !== 'X';
  }

  private async look(): Promise<void> {
    for (const service of this.services) {
      if (this.timer === undefined || this.pid(service.name) !== undefined) continue;
      this.restarts.set(service.name, (this.restarts.get(service.name) ?? 0) + 1);
      // A start that fails is tried again at the next look.
      await this.program(service.start).catch((error: CommandFailed) =>
        process.stderr.write(`monit: ${error.message}\n`),
      );
    }
  }

  private async program(argv: readonly string[]): Promise<void> {
    await this.machine.run(argv, { env: { PATH: '/bin:/usr/bin:/sbin:/usr/sbin' }, timeoutMs: 60_000 });
  }
}
