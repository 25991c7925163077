/** Everything for cf-deployment: registry, cloud config, runtime config, ops file, security group, and what to do with them. */
import type { Arguments } from '../arguments.js';
import { cloudConfigText } from '../documents/cloud-config.js';
import { opsText } from '../documents/ops.js';
import { registryText } from '../documents/registry.js';
import { runtimeConfigText } from '../documents/runtime-config.js';
import { securityGroupText } from '../documents/security-group.js';
import type { CommandName } from '../command-table.js';
import type { Prepared } from '../prepare.js';
import type { MadeFile, MadeFiles } from './made-file.js';
import { ownCommand } from './own-command.js';
import { todaysSteps } from './todays-steps.js';

/** Makes them; what is wrong with each is in its document. */
export async function todaysFiles(prepared: Prepared, args: Arguments, folder: string): Promise<MadeFiles> {
  const files = await Promise.all(documents(prepared, args).map((each) => madeFile(each, prepared, args)));
  const nextSteps = async (): Promise<string> =>
    (await import('../../render/next-steps.js')).todaysNextSteps(todaysSteps(prepared, args, files, folder));
  return { files, nextSteps };
}

/** A file, the command that makes it, and how. */
interface Planned extends Pick<MadeFile, 'name' | 'what'> {
  readonly command: CommandName;
  readonly more?: readonly string[];
  readonly text: (prepared: Prepared, argv: readonly string[]) => MadeFile['document'] | Promise<MadeFile['document']>;
}

function documents({ loaded, deployment }: Prepared, { given }: Arguments): Planned[] {
  const { base, 'ops-file': opsFiles = [], 'cloud-config': config } = given;
  return [
    {
      name: 'diego-docker.yml',
      what: 'the deployment of registry and cache',
      command: 'registry',
      text: registryText,
    },
    {
      name: 'cloud-config.yml',
      what: loaded.cloudConfig ? "what the director's cloud config lacks" : 'a whole cloud config',
      command: 'cloud-config',
      more: config ? ['--base', ...config] : [],
      text: (prepared, argv) => cloudConfigText(prepared, argv, { full: false }),
    },
    ...(deployment.trust.by === 'ca' ? [runtimeConfig] : []),
    {
      name: 'docker-registry.yml',
      what: 'the ops file for cf-deployment.yml',
      command: 'ops',
      more: base ? ['--base', ...base, ...opsFiles.flatMap((file) => ['-o', file])] : [],
      text: (prepared, argv) => opsText(prepared, argv, { full: false }),
    },
    {
      name: 'security-group.json',
      what: 'what containers may reach',
      command: 'security-group',
      text: securityGroupText,
    },
  ];
}

const runtimeConfig: Planned = {
  name: 'runtime-config.yml',
  what: 'the CA of the registry for the cells',
  command: 'runtime-config',
  text: runtimeConfigText,
};

async function madeFile(
  { name, what, command, more = [], text }: Planned,
  prepared: Prepared,
  args: Arguments,
): Promise<MadeFile> {
  const argv = ownCommand(command, args, prepared, more);
  return { name, what, argv, document: await text(prepared, argv) };
}
