/** `gen-manifest registry --env openstack > diego-docker.yml`: the deployment manifest of registry and cache. */
import { exitCodes } from '../../errors.js';
import { resolveRelease } from '../../model/registry/resolve.js';
import { planRegistryManifest } from '../../plan/registry/manifest.js';
import type { PlannedMap } from '../../plan/planned.js';
import { declaredVariables } from '../../plan/registry/variables.js';
import { documentText } from '../document-text.js';
import { prepare, reported } from '../prepare.js';
import type { Command } from '../run.js';
import { unsetNote } from '../unset-note.js';

export const command: Command = async (args, io, argv) => {
  const prepared = await prepare(args, { iaas: false });
  const { deployment, loaded } = prepared;
  const findings = [...prepared.findings];
  const release = resolveRelease(loaded, deployment, findings);
  if (!(await reported({ ...prepared, findings }, io))) return exitCodes.wrongInput;
  const planned = planRegistryManifest(deployment, release);
  const text = documentText(planned, argv, loaded);
  const made = declaredVariables(planned.value as PlannedMap);
  io.stderr(unsetNote(text, loaded, (name) => made.includes(name.replace(/\.\w+$/, ''))));
  io.stdout(text);
  return exitCodes.done;
};
