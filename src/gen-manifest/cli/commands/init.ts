/** `gen-manifest init --env openstack`: a commented settings file to start from. */
import { type EnvironmentName, environments, isDiegoEnvironment } from '../../environments/table.js';
import { exitCodes } from '../../errors.js';
import { planSettingsFile } from '../../plan/init/settings-file.js';
import { planTodaysSettingsFile } from '../../plan/init/todays-settings-file.js';
import { settingsFileText } from '../../render/settings-file.js';
import { type Command, fail } from '../run.js';

export const command: Command = async (args, io) => {
  const environment = args.given.env?.[0] as EnvironmentName | undefined;
  if (!environment) {
    const hint = `add --env ${Object.keys(environments).join(' | ')}`;
    return fail([{ code: 'usage', severity: 'error', message: 'init needs an environment', hint }], io);
  }
  const diego = isDiegoEnvironment(environment);
  const named = diego ? '' : `foundation: ${foundation}\n`;
  const settings = diego ? await planSettingsFile(environment) : planTodaysSettingsFile(environment);
  const commands = diego ? diegoCommands : todaysCommands;
  io.stdout(`${firstLines(environment, commands)}\nenv: ${environment}\n${named}${settingsFileText(settings)}`);
  return exitCodes.done;
};

/** Where an IaaS is for cf-deployment alone, the newest one is what a file starts from. */
const foundation = 'cf-deployment@58.0.0';

const diegoCommands = [
  '# Check this file, and make the manifest:',
  '#   gen-manifest validate -s docker.yml',
  '#   gen-manifest -s docker.yml -c cf.yml -p property-overrides.yml > diego.yml',
];
const todaysCommands = [
  '# Check this file, and make everything for the foundation:',
  '#   gen-manifest validate -s docker.yml',
  '#   gen-manifest all -s docker.yml --out docker',
];

/** The modeline must be the first line: editors look for it there. */
function firstLines(environment: EnvironmentName, commands: readonly string[]): string {
  return [
    '# yaml-language-server: $schema=gen-manifest.schema.json',
    `# Settings of gen-manifest for ${environments[environment].title}, to be reviewed and completed.`,
    '#',
    '# A line that starts with # and no space behind it is a setting: remove the # to set it.',
    '# Secrets belong into ((variables)), which BOSH fills when it deploys, not into this file.',
    '#',
    '# For an editor with the YAML language server, in the same folder:',
    '#   gen-manifest schema > gen-manifest.schema.json',
    ...commands,
    '',
  ].join('\n');
}
