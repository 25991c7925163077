/** Keeps a run from writing over what it reads. */
import { resolve as absolute } from 'node:path';
import { type Finding, GenManifestError } from '../errors.js';
import type { Loaded } from '../settings/load.js';

/** An input is never written over: the operator's own file stays what it was. */
export function refuseInputs(folder: string, files: readonly { name: string }[], { sources }: Loaded): void {
  const inputs = new Set(sources.map(({ file }) => absolute(file)));
  const findings = files
    .filter(({ name }) => inputs.has(absolute(folder, name)))
    .map(({ name }): Finding => ({
      code: 'usage',
      severity: 'error',
      message: `${folder}/${name} is an input of this command, it would be written over`,
      hint: 'give --out another folder',
    }));
  if (findings.length > 0) throw new GenManifestError(findings);
}
