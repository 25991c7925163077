/** Installs the development tools. One that cannot be had does not keep the others from being installed. */
import fs from 'fs-extra';
import { join } from 'node:path';
import { type Finding, GenManifestError } from '../gen-manifest/errors.js';
import { findBosh } from '../gen-manifest/release/find-bosh.js';
import { goEnvironment, requireGo } from '../gen-manifest/release/go-toolchain.js';
import { runTool, step, type Workshop } from '../gen-manifest/release/run-tool.js';
import { type Tool, tools } from './tool-table.js';

const folder = '.tools';

/** What could not be installed, empty where all is there. */
export async function installTools(workshop: Workshop): Promise<Finding[]> {
  const missing: Tool[] = [];
  for (const tool of tools) if (!(await isInstalled(workshop, tool))) missing.push(tool);
  if (missing.length === 0) return [];
  const noGo = await failureOf(() => requireGo(workshop));
  if (noGo.length > 0) return [...noGo, leftOut(missing)];
  const findings: Finding[] = [];
  for (const tool of missing) {
    findings.push(
      ...(await failureOf(() =>
        step(workshop, `installing ${tool.name} ${tool.version}`, () => install(workshop, tool)),
      )),
    );
  }
  return findings;
}

/** A bosh CLI of the right version on the PATH will do; of the others, only those in .tools/bin count. */
async function isInstalled(workshop: Workshop, tool: Tool): Promise<boolean> {
  if (tool.name === 'bosh') return (await failureOf(() => findBosh(workshop))).length === 0;
  const there = await fs.pathExists(join(workshop.root, folder, 'bin', tool.name));
  const record = (await fs.readJson(recordOf(workshop, tool)).catch(() => ({}))) as Partial<Tool>;
  return there && JSON.stringify(record) === JSON.stringify(tool);
}

/** What was installed; written last, so that an installation that was cut short is repeated. */
function recordOf({ root }: Workshop, { name }: Tool): string {
  return join(root, folder, 'installed', `${name}.json`);
}

async function install(workshop: Workshop, tool: Tool): Promise<void> {
  await runTool(workshop, {
    command: [
      ...(['go', 'install', '-trimpath', '-ldflags', `-s -w ${tool.linker ?? ''}`] as const),
      `${tool.module}${tool.program}@${tool.version}`,
    ],
    folder: workshop.root,
    environment: { ...goEnvironment, GOBIN: join(workshop.root, folder, 'bin') },
    hint: `${tool.name} ${tool.version} (${tool.purpose}) is not installed; is the module proxy within reach?`,
  });
  const built = join(workshop.root, folder, 'bin', programName(tool));
  const wanted = join(workshop.root, folder, 'bin', tool.name);
  if (built !== wanted) await fs.move(built, wanted, { overwrite: true });
  await fs.outputJson(recordOf(workshop, tool), tool);
}

/** How `go install` names the program: after its folder, in the root of a module after the module. */
function programName({ module, program }: Tool): string {
  const path = program === '' ? module.replace(/\/v\d+$/, '') : program;
  return path.split('/').at(-1) ?? path;
}

function leftOut(missing: readonly Tool[]): Finding {
  const names = missing.map(({ name, purpose }) => `${name} (${purpose})`).join(', ');
  return { code: 'tool-failed', severity: 'error', message: `not installed: ${names}` };
}

async function failureOf(work: () => Promise<unknown>): Promise<readonly Finding[]> {
  try {
    await work();
    return [];
  } catch (error) {
    if (error instanceof GenManifestError) return error.findings;
    throw error;
  }
}
