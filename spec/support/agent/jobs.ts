/** Renders jobs and puts them on a machine, with the agent's owners and modes. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { InstanceSpec, Link } from '../../../src/gen-manifest/erb/job.js';
import { sentence } from '../../../src/gen-manifest/erb/problem.js';
import { renderJob } from '../../../src/gen-manifest/erb/render-job.js';
import { bootRuby, type RenderedJob, type Ruby } from '../../../src/gen-manifest/erb/ruby.js';
import type { YamlMap } from '../../../src/gen-manifest/yaml-value.js';
import { parseBpmConfig } from './bpm/bpm-config.js';
import { launchPlan } from './bpm/launch-plan.js';
import { type Machine, vcapGroup } from './machine/machine.js';
import { type MonitService, parseMonit } from './monit-file.js';
import type { Release, ReleaseJob } from './release.js';

/** A job on an instance, as a deployment manifest gives it. */
export interface DeployedJob {
  readonly name: string;
  readonly properties?: YamlMap;
  readonly links?: Readonly<Record<string, Link>>;
}

let booted: Promise<Ruby> | undefined;

/** Renders a job; fails with all that is wrong. */
export async function renderOrFail(
  source: ReleaseJob['source'],
  job: DeployedJob,
  instance: InstanceSpec,
): Promise<RenderedJob> {
  const ruby = await (booted ??= bootRuby());
  const links = job.links && { links: job.links };
  const rendered = await renderJob(ruby, source, { properties: job.properties ?? {}, instance, ...links });
  if (rendered.problems.length > 0) throw new Error(rendered.problems.map(sentence).join('\n'));
  return rendered;
}

/** Installs a rendered job; gives the services that its `monit` names. */
export async function installJob(
  machine: Machine,
  release: Release,
  job: ReleaseJob,
  rendered: RenderedJob,
): Promise<MonitService[]> {
  const files = [...rendered.files.values()];
  const content = createHash('sha256')
    .update(JSON.stringify([files, rendered.monit]))
    .digest('hex');
  const folder = `/var/vcap/data/jobs/${rendered.name}/${job.version}-${content}`;
  for (const { target, text } of files) machine.write(`${folder}/${target}`, text);
  machine.write(`${folder}/monit`, rendered.monit ?? '');
  await machine.run(['bash', '-c', fixPermissions, folder, rendered.name, ...packageLinks(release, job)]);
  const bpm = files.find(({ target }) => target === 'config/bpm.yml');
  if (bpm) installPlans(machine, rendered.name, bpm.text);
  return parseMonit(rendered.monit ?? '');
}

/** bosh-agent, agent/applier/jobs/owner_fix.go and models/job.go; $0 is the folder, $1 the job. */
const fixPermissions = `
  set -euo pipefail
  job=$1
  shift
  mkdir -p "$0/packages"
  find "$0" -type d -exec chmod 0750 {} +
  find "$0" -type f -exec chmod 0640 {} +
  if [[ -d $0/bin ]]; then find "$0/bin" -type f -exec chmod 0750 {} +; fi
  chown -R root:vcap "$0" "$(dirname "$0")"
  for package; do ln -sfn "$package" "$0/packages/$(basename "$(dirname "$package")")"; done
  for folder in "/var/vcap/data/sys/log/$job" "/var/vcap/data/sys/run/$job" "/var/vcap/data/$job"; do
    if [[ ! -d $folder ]]; then
      mkdir -p "$folder"
      chmod 0770 "$folder"
      chown root:vcap "$folder"
    fi
  done
  ln -sfn "$0" "/var/vcap/jobs/$job"
`;

function packageLinks(release: Release, job: ReleaseJob): string[] {
  return release.packages
    .filter(({ name }) => job.packages.includes(name))
    .map(({ name, version }) => `/var/vcap/data/packages/${name}/${version}`);
}

/** Puts the stand-in of bpm-release's job and package on a machine. */
export async function installBpm(machine: Machine): Promise<void> {
  const bin = '/var/vcap/data/packages/bpm/1/bin';
  for (const [file, target] of [
    ['bpm.sh', 'bpm'],
    ['container.sh', 'container.sh'],
    ['first-process.sh', 'first-process'],
  ] as const) {
    machine.write(`${bin}/${target}`, readFileSync(new URL(`bpm/${file}`, import.meta.url)), 0o755);
  }
  machine.write('/var/vcap/data/jobs/bpm/1/bin/bpm', `#!/usr/bin/env bash\nexec ${bin}/bpm "$@"\n`, 0o750, vcapGroup);
  const script =
    'ln -sfn /var/vcap/data/packages/bpm/1 /var/vcap/packages/bpm; ln -sfn /var/vcap/data/jobs/bpm/1 /var/vcap/jobs/bpm';
  await machine.run(['bash', '-c', script]);
}

function installPlans(machine: Machine, job: string, config: string): void {
  for (const one of parseBpmConfig(config, job)) {
    machine.write(`/var/vcap/data/bpm/plans/${job}/${one.name}`, launchPlan(job, one), 0o600);
  }
}
