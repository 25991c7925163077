/** One run of gen-manifest: load, validate, model, plan, render, write; errors to stderr. */
import { exitCodes, type ExitCode, type Finding, GenManifestError, hasErrors } from '../errors.js';
import { type Arguments, readArguments } from './arguments.js';
import type { CommandName } from './command-table.js';
import type { Io } from '../io.js';
import type { YamlSource } from '../settings/yaml-source.js';

/** A command: does its work, writes its artifact, and gives the exit code. */
export type Command = (args: Arguments, io: Io, argv: readonly string[]) => Promise<ExitCode>;

const loaders: Record<CommandName, () => Promise<{ command: Command }>> = {
  diego: () => import('./commands/diego.js'),
  registry: () => import('./commands/registry.js'),
  stubs: () => import('./commands/stubs.js'),
  ops: () => import('./commands/ops.js'),
  'security-group': () => import('./commands/security-group.js'),
  'runtime-config': () => import('./commands/runtime-config.js'),
  'cloud-config': () => import('./commands/cloud-config.js'),
  all: () => import('./commands/all.js'),
  validate: () => import('./commands/validate.js'),
  schema: () => import('./commands/schema.js'),
  explain: () => import('./commands/explain.js'),
  init: () => import('./commands/init.js'),
  'render-job': () => import('./commands/render-job.js'),
  diff: () => import('./commands/diff.js'),
  review: () => import('./commands/review.js'),
  push: () => import('./commands/push.js'),
  completion: () => import('./commands/completion.js'),
};

/** Runs `argv` (without node and script) and gives the exit code; never throws. */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  try {
    const findings: Finding[] = [];
    // push has the letters of cf push, which mean other things elsewhere.
    const table = argv[0] === 'push' ? (await import('./push-options.js')).pushOptions : undefined;
    const args = readArguments(argv, findings, table);
    if (args.given.help || args.given.version) return await (await import('./help.js')).help(args, io);
    if (hasErrors(findings)) return await refuse(args, findings, io);
    const { command } = await loaders[args.command]();
    return await command(args, io, argv);
  } catch (error) {
    if (error instanceof GenManifestError) return fail(error.findings, io);
    return bug(error, io);
  }
}

/** Reports what is wrong with the command line, and what is wrong in the files that it names. */
async function refuse(args: Arguments, findings: readonly Finding[], io: Io): Promise<ExitCode> {
  const { report } = await import('./report.js');
  const others = await (await import('./other-findings.js')).otherFindings(args);
  io.stderr(report([...findings, ...others.findings], others.sources));
  return exitCodes.wrongInput;
}

/** Reports findings with their places in `sources`, where they have any, and gives the exit code for wrong input. */
export async function fail(
  findings: readonly Finding[],
  io: Io,
  sources: readonly YamlSource[] = [],
): Promise<ExitCode> {
  const { report } = await import('./report.js');
  io.stderr(report(findings, sources));
  const tools = findings.some(({ code }) => code === 'tool-failed' || code === 'write-failed');
  return tools ? exitCodes.toolFailed : exitCodes.wrongInput;
}

function bug(error: unknown, io: Io): ExitCode {
  const message = error instanceof Error ? error.message : String(error);
  io.stderr(
    `error: this is a bug in gen-manifest: ${message.split('\n')[0]}\n  please report it with the command and its inputs\n`,
  );
  return exitCodes.bug;
}
