/** Everything for diego-release: Diego's manifest, stubs, the registry's v1 manifest, security group, and what to do with them. */
import { foundationText, isAssumed } from '../../foundations/foundation.js';
import { jobNames, groupAndZone } from '../../foundations/topology.js';
import { cacheAddresses } from '../../model/cache-addresses.js';
import type { Deployment } from '../../model/deployment.js';
import { resolveRelease } from '../../model/registry/resolve.js';
import { type DiegoSteps, hop, inShell, pulledImage, varsOption } from '../../plan/next-steps/next-steps.js';
import { releaseName } from '../../plan/registry/release-name.js';
import { securityGroupCommands, securityGroupName } from '../../plan/security-group/rules.js';
import { stubs } from '../../plan/stubs/table.js';
import { shellQuoted } from '../../render/shell-quoted.js';
import { scalarText } from '../../yaml-value.js';
import type { Arguments } from '../arguments.js';
import { diegoText } from '../documents/diego.js';
import { registryText } from '../documents/registry.js';
import { securityGroupText } from '../documents/security-group.js';
import { stubFiles } from '../documents/stubs.js';
import type { Prepared } from '../prepare.js';
import { type MadeFile, type MadeFiles, variablesOf, writtenFiles } from './made-file.js';
import { ownCommand } from './own-command.js';

/** Makes them; what is wrong with each is in its document. */
export async function diegoFiles(prepared: Prepared, args: Arguments, folder: string): Promise<MadeFiles> {
  const { deployment } = prepared;
  const own = (command: Parameters<typeof ownCommand>[0], more: readonly string[] = []): string[] =>
    ownCommand(command, args, prepared, more);
  const [registry, diego, group] = [own('registry'), own('diego'), own('security-group')];
  const stubsArgv = own('stubs', ['--out', `${folder}/stubs`]);
  const made = deployment.notedIaas ? await stubFiles(prepared, stubsArgv) : [];
  const files: MadeFile[] = [
    {
      name: 'diego-docker.yml',
      what: 'the deployment of registry and cache, a v1 manifest',
      argv: registry,
      document: registryText(prepared, registry),
    },
    ...(isAssumed(deployment.foundation)
      ? [{ name: 'diego.yml', what: "Diego's deployment manifest", argv: diego, document: diegoText(prepared, diego) }]
      : []),
    ...made.map(({ name, file, document }) => ({
      name: `stubs/${file}`,
      what: stubs[name].title,
      argv: stubsArgv,
      document,
    })),
    {
      name: 'security-group.json',
      what: 'what containers may reach',
      argv: group,
      document: securityGroupText(prepared),
    },
  ];
  return { files, nextSteps: async () => text(steps(prepared, files)) };
}

async function text(steps: DiegoSteps): Promise<string> {
  return (await import('../../render/next-steps.js')).diegoNextSteps(steps);
}

function steps(prepared: Prepared, files: readonly MadeFile[]): DiegoSteps {
  const { loaded, deployment } = prepared;
  const { registry, cache, errands } = resolveRelease(loaded, deployment, []);
  const { foundation } = deployment;
  const address = registry && `${registry.host}:${scalarText(registry.port)}`;
  const diego = isAssumed(foundation);
  return {
    foundation: `${foundationText(foundation)} beside cf-release ${foundation.cfRelease ?? ''}`,
    cfRelease: foundation.cfRelease ?? '',
    files: writtenFiles(files),
    variables: variablesOf(files.filter(({ name }) => !name.startsWith('stubs/'))),
    registry: {
      deployment: deploymentName(deployment, releaseName),
      vars: varsOption(variablesOf(files, 'diego-docker.yml')),
      smokeTests: errands.some(({ name }) => name === 'smoke-tests'),
    },
    diego: diego && {
      deployment: deploymentName(deployment, 'diego'),
      vars: varsOption(variablesOf(files, 'diego.yml')),
    },
    cellDeployment: deploymentName(deployment, 'diego'),
    cell: cellWithInstances(deployment),
    securityGroup: { name: securityGroupName, commands: securityGroupCommands },
    services: [
      ...(registry && address
        ? [hop('The private registry', address, { tls: registry.tls, checked: false, consul: false })]
        : []),
      ...(cache
        ? cacheAddresses(loaded.settings, foundation).map(({ address: at, upstream }) =>
            hop('The Docker cache', at, { tls: cache.tls, checked: false, consul: upstream === undefined }),
          )
        : []),
    ],
    pull: address ? pulledImage(registry, address, ' --docker-email you@example.com') : false,
  };
}

/** As the manifests name them: the CF deployment's name with what is deployed beside it. */
function deploymentName({ cf }: Deployment, beside: string): string {
  const name = `${inShell(scalarText(cf('deployment_name')))}-${beside}`;
  return name.includes('$(') ? `"${name}"` : shellQuoted(name);
}

function cellWithInstances({ count }: Deployment): string {
  const cells = jobNames.filter((job) => ['cell', 'colocated'].includes(groupAndZone(job).group));
  return cells.find((job) => Number(count(job).instances) > 0) ?? 'cell_z1';
}
