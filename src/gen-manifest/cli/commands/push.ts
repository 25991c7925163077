/** `gen-manifest push APP --image IMAGE`: pushes an app with a private image through the operator's own cf CLI. */
import semver from 'semver';
import { exitCodes, type Finding, GenManifestError } from '../../errors.js';
import { dryRun } from '../../push/dry-run.js';
import { examples, generationOf, isFinding, type Versions } from '../../push/generations.js';
import { checkGeneration, push } from '../../push/push.js';
import type { PushRequest } from '../../push/request.js';
import type { Arguments } from '../arguments.js';
import { settingsCaches } from '../push-caches.js';
import { requestOf } from '../push-request.js';
import { type Command, fail } from '../run.js';

export const command: Command = async (args, io) => {
  const findings: Finding[] = [];
  const { caches, sources } = await settingsCaches(args, findings);
  const request = requestOf(args, caches, findings);
  const versions = versionsOf(args, findings);
  if (request === undefined || findings.length > 0) return fail(findings, io, sources);
  if (args.given['dry-run']?.[0] === 'true') {
    const calls: string[] = [];
    for (const each of versions) calls.push(await callsOf(request, each, versions.length === 1));
    io.stdout(calls.join('\n'));
    return exitCodes.done;
  }
  if (!io.operator) throw new Error('a push needs an operator');
  await push(request, io, io.operator);
  return exitCodes.done;
};

/** The versions to print for: the one that is given, or one of each generation. */
function versionsOf({ given }: Arguments, findings: Finding[]): readonly Versions[] {
  const text = given['api-version']?.[0];
  if (text === undefined) return examples;
  const version = semver.valid(text);
  if (version === null || !/^[23]\./.test(version)) {
    const message = `--api-version ${text} is no version of Cloud Foundry's API`;
    findings.push({ code: 'usage', severity: 'error', message, hint: 'such as 2.53.0, which cf api shows' });
    return [];
  }
  return [
    version.startsWith('2.')
      ? { v2: version, v3: undefined, cli: '6.53.0' }
      : { v2: undefined, v3: version, cli: '8.0.0' },
  ];
}

/** Where all generations are printed, one that cannot run the image says so among them. */
async function callsOf(request: PushRequest, versions: Versions, alone: boolean): Promise<string> {
  const generation = generationOf(versions);
  if (isFinding(generation)) throw new GenManifestError([generation]);
  try {
    checkGeneration(request, generation);
  } catch (error) {
    if (alone || !(error instanceof GenManifestError)) throw error;
    const said = error.findings.map(({ message, hint }) => `# ${message}: ${hint ?? ''}\n`);
    return `# ${generation.title}\n${said.join('')}`;
  }
  return dryRun(request, generation, versions);
}
