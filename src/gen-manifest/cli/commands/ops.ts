/** `gen-manifest ops --foundation cf-deployment@58.0.0`: an ops file for cf-deployment.yml; with --base, what it lacks. */
import { exitCodes, type Finding, hasErrors } from '../../errors.js';
import type { Base } from '../../settings/base-manifest.js';
import { trustFindings } from '../../plan/ops/findings.js';
import { planOpsFile } from '../../plan/ops/ops-file.js';
import { describeReasons } from '../../render/reasons.js';
import type { Arguments } from '../arguments.js';
import type { Io } from '../../io.js';
import { withoutBase } from '../base-options.js';
import { documentText } from '../document-text.js';
import { madeBy, withoutHeader } from '../made-by.js';
import { prepare, type Prepared, reported } from '../prepare.js';
import { type Command, fail } from '../run.js';
import { unsetNote } from '../unset-note.js';

export const command: Command = async (args, io, argv) => {
  const misused = withoutBase(args, ['ops-file', 'full']);
  if (misused.length > 0) return fail(misused, io);
  const prepared = await prepare(args, { iaas: false });
  const text = await opsText(prepared, args, argv);
  const findings = [...prepared.findings, ...text.findings];
  if (!(await reported({ ...prepared, findings }, io))) return exitCodes.wrongInput;
  write(text.text, prepared, io);
  return exitCodes.done;
};

/** A document, and what was found while it was planned; its text is empty where it cannot be. */
interface OpsText {
  readonly text: string;
  readonly findings: readonly Finding[];
}

async function opsText(prepared: Prepared, { given }: Arguments, argv: readonly string[]): Promise<OpsText> {
  const { deployment, loaded, findings } = prepared;
  if (hasErrors(findings)) return { text: '', findings: [] };
  const untrusting = trustFindings(deployment);
  if (untrusting.length > 0) return { text: '', findings: untrusting };
  if (loaded.base) return forBase(loaded.base, prepared, { full: given.full?.[0] === 'true', argv });
  return { text: documentText(planOpsFile(deployment), argv, loaded), findings: [] };
}

async function forBase(
  base: Base,
  { deployment, loaded }: Prepared,
  { full, argv }: { readonly full: boolean; readonly argv: readonly string[] },
): Promise<OpsText> {
  const { planForBase } = await import('../../plan/ops/for-base.js');
  const findings: Finding[] = [];
  const planned = planForBase(deployment, base, findings);
  if (hasErrors(findings)) return { text: '', findings };
  if (!full) return { text: documentText(planned.operations, argv, loaded), findings };
  const { rewrittenYaml } = await import('../../render/rewritten-yaml.js');
  const text = rewrittenYaml(base.manifest, planned.manifest, describeReasons(loaded.sources));
  const header = [...planned.header, madeBy(argv)].map((line) => `# ${line}\n`).join('');
  return { text: header + withoutHeader(text, '# Manifest of Cloud Foundry,'), findings };
}

function write(text: string, { loaded }: Prepared, io: Io): void {
  // A part of a variable, such as its .ca, is that of a certificate which a director generates.
  if (!loaded.base) io.stderr(unsetNote(text, loaded, (name) => name.includes('.')));
  io.stdout(text);
}
