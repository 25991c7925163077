/** `gen-manifest ops --foundation cf-deployment@58.0.0`: an ops file for cf-deployment.yml. */
import { exitCodes } from '../../errors.js';
import { planOpsFile } from '../../plan/ops/ops-file.js';
import { describeReasons } from '../../render/reasons.js';
import { renderYaml } from '../../render/yaml.js';
import { madeBy } from '../made-by.js';
import { prepare, reported } from '../prepare.js';
import type { Command } from '../run.js';
import { unsetNote } from '../unset-note.js';

export const command: Command = async (args, io, argv) => {
  const prepared = await prepare(args, { iaas: false });
  if (!(await reported(prepared, io))) return exitCodes.wrongInput;
  const { deployment, loaded } = prepared;
  const planned = planOpsFile(deployment);
  const document = { ...planned, header: [...planned.header, madeBy(argv)] };
  const text = renderYaml(document, describeReasons(loaded.sources));
  // A part of a variable, such as its .ca, is that of a certificate which a director generates.
  io.stderr(unsetNote(text, loaded, (name) => name.includes('.')));
  io.stdout(text);
  return exitCodes.done;
};
