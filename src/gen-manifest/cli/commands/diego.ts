/** `gen-manifest --env openstack > diego.yml`: Diego's deployment manifest. */
import { exitCodes } from '../../errors.js';
import type { NotedIaas } from '../../model/deployment.js';
import { planDiegoManifest } from '../../plan/diego/manifest.js';
import { documentText } from '../document-text.js';
import { prepare, reported } from '../prepare.js';
import type { Command } from '../run.js';
import { unsetNote } from '../unset-note.js';

export const command: Command = async (args, io, argv) => {
  const prepared = await prepare(args, { iaas: true });
  if (!(await reported(prepared, io))) return exitCodes.wrongInput;
  const { deployment, loaded } = prepared;
  const planned = planDiegoManifest(deployment, deployment.notedIaas as NotedIaas);
  const text = documentText(planned, argv, loaded);
  io.stderr(unsetNote(text, loaded));
  io.stdout(text);
  return exitCodes.done;
};
