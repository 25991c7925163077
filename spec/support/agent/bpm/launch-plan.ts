/** What bpm.sh and container.sh need to know of a process, as a file of shell assignments. */
import type { BpmProcess, Volume } from './bpm-config.js';

/** The plan's text. Paths, options and defaults are those of bpm-release, src/bpm/runc/adapter/adapter.go. */
export function launchPlan(job: string, process: BpmProcess): string {
  const { limits, hooks, capabilities, workdir } = process;
  return [
    assign('JOB', job),
    assign('PROCESS', process.name),
    assign('EXECUTABLE', process.executable),
    assignList('ARGUMENTS', process.args.map(String)),
    assignList('ENVIRONMENT', environment(job, process)),
    assign('WORKDIR', workdir ?? `/var/vcap/jobs/${job}`),
    assign('HOOK', hooks?.pre_start ?? ''),
    assignList(
      'CAPABILITIES',
      capabilities.map((name) => name.toLowerCase()),
    ),
    assign('OPEN_FILES', limits.open_files === undefined ? '' : String(limits.open_files)),
    assign('CORE_SIZE', String(limits.core_file_size ?? 0)),
    assign('SHUTDOWN_SIGNAL', process.shutdown_signal),
    assign('PERSISTENT', process.persistent_disk ? 'yes' : 'no'),
    assign('STDOUT', `/var/vcap/sys/log/${job}/${process.name}.stdout.log`),
    assign('STDERR', `/var/vcap/sys/log/${job}/${process.name}.stderr.log`),
    assignList('FOLDERS', folders(job, process)),
    assignList('MOUNTS', mounts(job, process).flat()),
    '',
  ].join('\n');
}

/** In single quotes a shell changes nothing. */
const quoted = (value: string): string => `'${value.replaceAll("'", "'\\''")}'`;
const assign = (name: string, value: string): string => `${name}=${quoted(value)}`;
const assignList = (name: string, values: readonly string[]): string => `${name}=(${values.map(quoted).join(' ')})`;

function environment(job: string, { env }: BpmProcess): string[] {
  const defaults = {
    TMPDIR: `/var/vcap/data/${job}/tmp`,
    LANG: 'en_US.UTF-8',
    PATH: `/var/vcap/jobs/${job}/bin:/usr/local/bin:/usr/local/sbin:/usr/bin:/usr/sbin:/bin:/sbin:.`,
    HOME: `/var/vcap/data/${job}`,
  };
  return Object.entries({ ...defaults, ...env }).map(([name, value]) => `${name}=${value}`);
}

function folders(job: string, { additional_volumes: volumes, ephemeral_disk: ephemeral }: BpmProcess): string[] {
  return [
    ...volumes.filter((volume) => !volume.mount_only).map(({ path }) => path),
    `/var/vcap/sys/log/${job}`,
    `/var/vcap/sys/run/${job}`,
    ...(ephemeral ? [`/var/vcap/data/${job}`] : []),
    `/var/vcap/data/${job}/tmp`,
  ];
}

type Mount = readonly [source: string, target: string, kind: 'bind' | 'rbind', options: string];

/** Only this job's folder of all jobs is there; data and store only where they are asked for. */
function mounts(job: string, process: BpmProcess): Mount[] {
  const writable = (path: string, target = path): Mount => [path, target, 'rbind', 'rw,nosuid,nodev,noexec'];
  const programs = (path: string): Mount => [path, path, 'bind', 'ro,nosuid,nodev'];
  const temporary = `/var/vcap/data/${job}/tmp`;
  const all: Mount[] = [
    writable(temporary, '/tmp'),
    writable(temporary, '/var/tmp'),
    writable(temporary),
    programs('/var/vcap/data/packages'),
    programs('/var/vcap/packages'),
    programs(`/var/vcap/jobs/${job}`),
    writable(`/var/vcap/sys/log/${job}`),
    ...(process.ephemeral_disk ? [writable(`/var/vcap/data/${job}`)] : []),
    ...(process.persistent_disk ? [writable(`/var/vcap/store/${job}`)] : []),
    ...process.additional_volumes.map(volumeMount),
  ];
  // Outer folders first, as bpm sorts them.
  return all.sort((one, other) => one[1].split('/').length - other[1].split('/').length);
}

function volumeMount({ path, writable, allow_executions: executable }: Volume): Mount {
  const options = [writable ? 'rw' : 'ro', 'nosuid', 'nodev', ...(executable ? [] : ['noexec'])];
  return [path, path, 'rbind', options.join(',')];
}
