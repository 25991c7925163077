/** An instance of a deployment: a machine with jobs on it, taken through what the agent does with them. */
import { instanceSpec, type InstanceSpec } from '../../../src/gen-manifest/erb/job.js';
import type { Outcome } from './command.js';
import { type DeployedJob, installBpm, installJob, renderOrFail } from './jobs.js';
import { Machine } from './machine/machine.js';
import { Monit } from './monit.js';
import { compilePackages, installPackages } from './packages.js';
import type { Release } from './release.js';
import { runDrain, runLogged } from './scripts.js';

/** What an instance is made with. */
export interface InstanceOptions {
  /** The instance group's name. */
  readonly name?: string;
  readonly index?: number;
  /** Its address; on loopback, where every address of 127.0.0.0/8 is there. */
  readonly address: string;
  /** Size of the persistent disk in MB; 0 or nothing for none. */
  readonly persistentDiskMb?: number;
  readonly jobs: readonly DeployedJob[];
  /** Whether bpm-release's job is beside them, as it is unless this says otherwise. */
  readonly bpm?: boolean;
  /** Names that BOSH DNS answers on the machine, each with its address. */
  readonly names?: Readonly<Record<string, string>>;
}

export class Instance {
  readonly monit: Monit;

  private constructor(
    private readonly release: Release,
    private readonly options: InstanceOptions,
    /** The machine that the jobs run on. */
    readonly machine: Machine,
    private jobs: readonly DeployedJob[],
  ) {
    this.monit = new Monit(machine);
  }

  /** Makes a machine and installs the jobs, without starting them. */
  static async create(release: Release, options: InstanceOptions): Promise<Instance> {
    await compilePackages(release);
    const { name = 'registry', index = 0, persistentDiskMb = 0 } = options;
    const machine = await Machine.boot({ name: `${name}-${index}`, persistentDiskBytes: persistentDiskMb * 2 ** 20 });
    const instance = new Instance(release, options, machine, options.jobs);
    try {
      if (options.bpm !== false) await installBpm(machine);
      machine.knowNames(options.names ?? {});
      await instance.install(options.jobs);
      return instance;
    } catch (error) {
      await machine.remove();
      throw error;
    }
  }

  /** Makes an instance and starts its jobs, as a deployment does; it has no errors then. */
  static async deploy(release: Release, options: InstanceOptions): Promise<Instance> {
    const instance = await Instance.create(release, options);
    try {
      await instance.start();
      return instance;
    } catch (error) {
      await instance.remove();
      throw error;
    }
  }

  /** What templates see as `spec`. */
  get spec(): InstanceSpec {
    const { name = 'registry', index = 0, address, persistentDiskMb = 0 } = this.options;
    const { name: release, version } = this.release;
    return instanceSpec({
      name,
      index,
      ip: address,
      persistent_disk: persistentDiskMb,
      release: { name: release, version },
    });
  }

  /** The jobs as they are deployed now. */
  get deployed(): readonly DeployedJob[] {
    return this.jobs;
  }

  private async install(jobs: readonly DeployedJob[]): Promise<void> {
    for (const job of jobs) {
      const found = this.release.jobs.get(job.name);
      if (!found) throw new Error(`the release has no job ${job.name}`);
      const rendered = await renderOrFail(found.source, job, this.spec);
      await installPackages(this.machine, this.release, found.packages);
      this.monit.add(await installJob(this.machine, this.release, found, rendered));
    }
    this.jobs = jobs;
  }

  /** Runs pre-start of every job, starts what monit watches, and runs post-start. */
  async start(): Promise<void> {
    await this.scripts('pre-start');
    await this.monit.start();
    await this.scripts('post-start');
  }

  /** Runs pre-stop and drain, stops what monit watches, and runs post-stop. */
  async stop(): Promise<void> {
    await this.scripts('pre-stop');
    await this.drain();
    await this.monit.stop();
    await this.scripts('post-stop');
  }

  /** An update of the deployment: the jobs with new properties. */
  async update(jobs: readonly DeployedJob[]): Promise<void> {
    await this.stop();
    await this.install(jobs);
    await this.start();
  }

  /** Runs the drain scripts of all jobs, as often and as long as they ask for. */
  async drain(): Promise<void> {
    await this.monit.unmonitor();
    const { persistentDiskMb = 0 } = this.options;
    await Promise.all(this.jobs.map(({ name }) => runDrain(this.machine, name, persistentDiskMb)));
  }

  /** Runs an errand's `bin/run`; its exit code is part of the answer. */
  async errand(job: string): Promise<Outcome> {
    return this.machine.run([`/var/vcap/jobs/${job}/bin/run`], { mayFail: true, timeoutMs: 300_000 });
  }

  /** Ends the process of a service at once, as `kill -9` and the kernel's OOM killer do. */
  async kill(service: string): Promise<void> {
    const pid = this.monit.pid(service);
    if (pid === undefined) throw new Error(`${service} does not run`);
    await this.machine.run(['kill', '-KILL', String(pid)]);
  }

  /** Waits until the service runs in another process than `before`, and the job's post-start is content. */
  async back(service: string, before?: number): Promise<void> {
    const deadline = Date.now() + 30_000;
    for (;;) {
      const pid = this.monit.pid(service);
      if (pid !== undefined && pid !== before) break;
      if (Date.now() > deadline) throw new Error(`${service} was not started again within 30 s`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await this.scripts('post-start');
  }

  /** A log of a job, whole. */
  log(job: string, file: string): string {
    return this.machine.read(`/var/vcap/data/sys/log/${job}/${file}`) ?? '';
  }

  async remove(): Promise<void> {
    await this.monit.unmonitor();
    await this.machine.remove();
  }

  private async scripts(name: string): Promise<void> {
    await Promise.all(this.jobs.map((job) => runLogged(this.machine, job.name, name)));
  }
}
