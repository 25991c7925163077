/** Finds the bosh CLI at the version that is known to pack properties_schema.json. */
import { join } from 'node:path';
import { GenManifestError } from '../errors.js';
import { runTool, type Workshop } from './run-tool.js';

/** Older than v7.9.1 leaves properties_schema.json out; this one is what the release is tested with. */
export const boshVersion = '7.10.6';

/** The path of a bosh CLI of that version: in .tools/bin or on the PATH. */
export async function findBosh(workshop: Workshop): Promise<string> {
  const found: string[] = [];
  for (const program of [join(workshop.root, '.tools/bin/bosh'), 'bosh']) {
    const version = await versionOf(workshop, program);
    if (version === boshVersion) return program;
    if (version !== undefined) found.push(`${program} is ${version}`);
  }
  const message = `there is no bosh CLI ${boshVersion}${found.length === 0 ? '' : `; ${found.join(', ')}`}`;
  throw new GenManifestError([
    { code: 'tool-failed', severity: 'error', message, hint: 'Install it with npm run tools, or put it on the PATH.' },
  ]);
}

/** The CLI says "version 7.10.6-<commit>-<date>" on its first line; undefined where there is none. */
async function versionOf(workshop: Workshop, program: string): Promise<string | undefined> {
  try {
    const text = await runTool(workshop, { command: [program, '--version'], folder: workshop.root, hint: '' });
    return /version (\d+\.\d+\.\d+)/.exec(text)?.[1] ?? 'of an unknown version';
  } catch {
    return undefined;
  }
}
