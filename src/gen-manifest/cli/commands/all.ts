/** `gen-manifest all --out DIR`: everything for the foundation in one go, with the commands that deploy it. */
import { exitCodes, type Finding, hasErrors } from '../../errors.js';
import { type MadeFiles, variablesOf } from '../all/made-file.js';
import type { Arguments } from '../arguments.js';
import { prepare, type Prepared, reported } from '../prepare.js';
import { refuseInputs } from '../refuse-inputs.js';
import { type Command, fail } from '../run.js';
import { variablesNote } from '../unset-note.js';

export const command: Command = async (args, io) => {
  const folder = args.given.out?.[0];
  if (folder === undefined) {
    const hint = 'add --out with a folder, which is made where it is missing';
    return fail([{ code: 'usage', severity: 'error', message: 'all needs --out DIR', hint }], io);
  }
  const prepared = await prepare(args, { iaas: false, overrides: true });
  const made = prepared.foundationKnown ? await madeFiles(prepared, args, folder) : undefined;
  const findings = distinct([
    ...prepared.findings,
    ...(made?.files ?? []).flatMap(({ document }) => document.findings),
  ]);
  if (!(await reported({ ...prepared, findings }, io)) || !made || hasErrors(findings)) return exitCodes.wrongInput;
  const nextSteps = 'NEXT-STEPS.md';
  const documents = made.files.map(({ name, document }) => ({ name, text: document.text }));
  refuseInputs(folder, [...documents, { name: nextSteps }], prepared.loaded);
  const files = [...documents, { name: nextSteps, text: await made.nextSteps() }];
  const { writeFiles } = await import('../../output/files.js');
  const paths = await writeFiles(folder, files);
  io.stderr(variablesNote(variablesOf(made.files), prepared.loaded));
  for (const path of paths) io.stderr(`note: wrote ${path}\n`);
  return exitCodes.done;
};

async function madeFiles(prepared: Prepared, args: Arguments, folder: string): Promise<MadeFiles> {
  return prepared.deployment.foundation.name === 'cf-deployment'
    ? (await import('../all/todays-files.js')).todaysFiles(prepared, args, folder)
    : (await import('../all/diego-files.js')).diegoFiles(prepared, args, folder);
}

/** Several documents find the same wrong; it is said once. */
function distinct(findings: readonly Finding[]): Finding[] {
  const known = new Map(findings.map((finding) => [JSON.stringify(finding), finding]));
  return [...known.values()];
}
