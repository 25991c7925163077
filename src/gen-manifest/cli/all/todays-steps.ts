/** What NEXT-STEPS.md says for cf-deployment. */
import { relative } from 'node:path';
import { type EnvironmentName, environments } from '../../environments/table.js';
import { foundationText } from '../../foundations/foundation.js';
import { cacheAddresses } from '../../model/cache-addresses.js';
import type { ReleaseDeployment } from '../../model/registry/release-deployment.js';
import { resolveRelease } from '../../model/registry/resolve.js';
import { hop, type Hop, inShell, pulledImage, type TodaysSteps, varsOption } from '../../plan/next-steps/next-steps.js';
import { securityGroupCommands, securityGroupName } from '../../plan/security-group/rules.js';
import { shellQuoted } from '../../render/shell-quoted.js';
import { find, scalarText } from '../../yaml-value.js';
import type { Arguments } from '../arguments.js';
import { commandOf } from '../made-by.js';
import type { Prepared } from '../prepare.js';
import { type MadeFile, variablesOf, writtenFiles } from './made-file.js';
import { ownCommand } from './own-command.js';

/** The steps for files that could all be made. */
export function todaysSteps(
  prepared: Prepared,
  args: Arguments,
  files: readonly MadeFile[],
  folder: string,
): TodaysSteps {
  const { loaded, deployment } = prepared;
  const release = resolveRelease(loaded, deployment, []);
  const osConf = loaded.settings.own('runtime_config.os_conf_version');
  const { registry } = release;
  return {
    foundation: `${foundationText(deployment.foundation)} on ${environments[deployment.environment as EnvironmentName].title}`,
    files: writtenFiles(files),
    variables: variablesOf(files),
    stemcell: scalarText(release.stemcell.os),
    cloud: cloudSteps(prepared, args, files, folder),
    registry: {
      vars: varsOption(variablesOf(files, 'diego-docker.yml')),
      smokeTests: release.errands.some(({ name }) => name === 'smoke-tests'),
    },
    runtimeConfig: deployment.trust.by === 'ca' && osConf !== undefined ? { osConf } : false,
    cf: cfSteps(prepared, args, files, folder),
    cells: ['diego-cell', ...deployment.isolationSegments],
    securityGroup: { name: securityGroupName, commands: securityGroupCommands },
    services: hops(prepared, release),
    pull: registry ? pulledImage(registry, `${registry.host}:${scalarText(registry.port)}`, '') : false,
  };
}

/** True for a file that holds an empty map or list: nothing is missing. */
function isEmpty(files: readonly MadeFile[], name: string): boolean {
  return /\n---\n(\{\}|\[\])\n$/.test(files.find((file) => file.name === name)?.document.text ?? '');
}

function cloudSteps(
  prepared: Prepared,
  args: Arguments,
  files: readonly MadeFile[],
  folder: string,
): TodaysSteps['cloud'] {
  const addition = prepared.loaded.cloudConfig !== undefined;
  const settings = args.given.settings?.map((file) => relative(folder, file));
  const here = { ...args, given: { ...args.given, ...(settings && { settings }) } };
  const argv = ownCommand('cloud-config', here, prepared, ['--base', 'director-cloud-config.yml']);
  return {
    addition,
    nothing: addition && isEmpty(files, 'cloud-config.yml'),
    command: `${commandOf(argv)} > cloud-config-addition.yml`,
    vars: varsOption(variablesOf(files, 'cloud-config.yml')),
  };
}

function hops({ loaded, deployment }: Prepared, { registry, cache }: ReleaseDeployment): Hop[] {
  const checked = deployment.trust.by === 'ca';
  const caches = cache ? cacheAddresses(loaded.settings, deployment.foundation) : [];
  return [
    ...(registry
      ? [
          hop('The private registry', `${registry.host}:${scalarText(registry.port)}`, {
            tls: registry.tls,
            checked,
            consul: false,
          }),
        ]
      : []),
    ...caches.map(({ address, upstream }) =>
      hop(`The cache of ${upstream?.name ?? 'images'}`, address, { tls: cache?.tls === true, checked, consul: false }),
    ),
  ];
}

/** The deployment of Cloud Foundry with the files that it is deployed with, as they are named from the folder. */
function cfSteps(
  { loaded }: Prepared,
  { given }: Arguments,
  files: readonly MadeFile[],
  folder: string,
): TodaysSteps['cf'] {
  const from = (file: string): string => shellQuoted(relative(folder, file));
  const base = given.base?.[0];
  const opsFiles = (given['ops-file'] ?? []).map((file) => `-o ${from(file)}`);
  const name = scalarText(find(loaded.base?.manifest.value ?? null, ['name'])) || 'cf';
  const deployment = shellQuoted(inShell(name));
  const before = [`bosh -d ${deployment} deploy`, base === undefined ? 'cf-deployment.yml' : from(base), ...opsFiles];
  const undo = before.join(' ');
  const nothing = isEmpty(files, 'docker-registry.yml');
  const vars = varsOption(variablesOf(files, 'docker-registry.yml'));
  return { deployment, nothing, undo, command: nothing ? undo : `${undo} -o docker-registry.yml${vars}` };
}
