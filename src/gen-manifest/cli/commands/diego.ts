/** `gen-manifest --env openstack > diego.yml`: Diego's deployment manifest. */
import { exitCodes, type Finding } from '../../errors.js';
import { isAssumed } from '../../foundations/foundation.js';
import type { PlannedDocument } from '../../plan/planned.js';
import type { Io } from '../../io.js';
import { documentText } from '../document-text.js';
import { diegoText } from '../documents/diego.js';
import { printDocument } from '../documents/print.js';
import { prepare, type Prepared, reported } from '../prepare.js';
import { type Command, fail } from '../run.js';
import { unsetNote } from '../unset-note.js';

export const command: Command = async (args, io, argv) => {
  const prepared = await prepare(args, { iaas: true });
  const { deployment, loaded } = prepared;
  if (isAssumed(deployment.foundation)) return printDocument(prepared, diegoText(prepared, argv), io);
  if (!(await reported(prepared, io))) return exitCodes.wrongInput;
  const findings: Finding[] = [];
  const planned = await generated(prepared, io, findings);
  if (!planned) return fail(findings, io, loaded.sources);
  const text = documentText(planned, argv, loaded);
  io.stderr(unsetNote(text, loaded));
  io.stdout(text);
  return exitCodes.done;
};

/** By the generator of the checkout, which is there for every version but the assumed one. */
async function generated(
  { deployment, loaded }: Prepared,
  io: Io,
  findings: Finding[],
): Promise<PlannedDocument | undefined> {
  if (!loaded.checkout || !io.operator) throw new Error("upstream's generator needs a checkout and an operator");
  const { generate } = await import('../../generator/generate.js');
  const document = await generate(deployment, { ...loaded, checkout: loaded.checkout }, io.operator, findings);
  if (document) await reported({ loaded, findings }, io);
  return document;
}
