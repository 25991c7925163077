/**
 * A job's `bpm.yml`, as bpm reads it (bpm-release, src/bpm/config/job_config.go). bpm ignores keys that it
 * does not know; here they are errors, because they have no effect.
 */
import { load, YAML11_SCHEMA } from 'js-yaml';

/** A path that the process sees beside its own folders. */
export interface Volume {
  readonly path: string;
  readonly writable: boolean;
  readonly allow_executions: boolean;
  readonly mount_only: boolean;
}

/** One process. */
export interface BpmProcess {
  readonly name: string;
  readonly executable: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly workdir?: string;
  readonly hooks?: { readonly pre_start: string };
  readonly capabilities: readonly string[];
  readonly limits: {
    readonly memory?: string;
    readonly open_files?: number;
    readonly processes?: number;
    readonly core_file_size?: number;
  };
  readonly ephemeral_disk: boolean;
  readonly persistent_disk: boolean;
  readonly additional_volumes: readonly Volume[];
  readonly shutdown_signal: 'TERM' | 'INT';
}

const processKeys = [
  ...['name', 'executable', 'args', 'env', 'workdir', 'hooks', 'capabilities', 'limits', 'ephemeral_disk'],
  ...['persistent_disk', 'additional_volumes', 'shutdown_signal'],
];
const nestedKeys: Readonly<Record<string, readonly string[]>> = {
  hooks: ['pre_start'],
  limits: ['memory', 'open_files', 'processes', 'core_file_size'],
};
const volumeKeys = ['path', 'writable', 'allow_executions', 'mount_only'];

type Tree = Readonly<Record<string, unknown>>;

/** The processes of a `bpm.yml`. Throws a sentence for what bpm refuses, ignores, or this harness cannot do. */
export function parseBpmConfig(text: string, job: string): BpmProcess[] {
  const document = load(text, { schema: YAML11_SCHEMA }) as Tree;
  refuseOthers(document, ['processes'], job);
  return (document['processes'] as Tree[]).map((process) => parseProcess(process, job));
}

function refuseOthers(tree: Tree, known: readonly string[], place: string): void {
  for (const key of Object.keys(tree)) {
    if (!known.includes(key)) throw new Error(`${place}: bpm.yml has the key ${key}, which is not known here`);
  }
}

function parseProcess(given: Tree, job: string): BpmProcess {
  const place = `${job}/${String(given['name'])}`;
  refuseOthers(given, processKeys, place);
  for (const [key, known] of Object.entries(nestedKeys)) refuseOthers((given[key] ?? {}) as Tree, known, place);
  const volumes = ((given['additional_volumes'] ?? []) as Tree[]).map((volume) => parseVolume(volume, job, place));
  const process = {
    args: [],
    env: {},
    capabilities: [],
    limits: {},
    ephemeral_disk: false,
    persistent_disk: false,
    shutdown_signal: 'TERM',
    ...given,
    additional_volumes: volumes,
  } as unknown as BpmProcess;
  check(process, place);
  return process;
}

function parseVolume(given: Tree, job: string, place: string): Volume {
  refuseOthers(given, volumeKeys, place);
  const volume = { writable: false, allow_executions: false, mount_only: false, ...given } as Volume;
  const own = [`/var/vcap/data/${job}`, `/var/vcap/store/${job}`];
  if (own.includes(volume.path)) throw new Error(`${place}: the volume ${volume.path} is the job's own folder`);
  if (!/^\/var\/vcap(\/[^/]+)+$/.test(volume.path) || /\/\.\.?(\/|$)/.test(volume.path)) {
    throw new Error(`${place}: the volume ${volume.path} is not a plain path below /var/vcap`);
  }
  return volume;
}

/** What Go's YAML reader refuses to put into strings and numbers, and what bpm checks. */
function check({ name, executable, args, env, shutdown_signal }: BpmProcess, place: string): void {
  if (!name || !executable) throw new Error(`${place}: name and executable are needed`);
  for (const text of [...args, ...Object.values(env)]) {
    if (typeof text === 'object') throw new Error(`${place}: args and env hold scalars`);
  }
  if (!['TERM', 'INT'].includes(shutdown_signal)) throw new Error(`${place}: shutdown_signal is ${shutdown_signal}`);
}
