/** Builds the static binaries of packages: the same bytes wherever and whenever it runs. */
import fs from 'fs-extra';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { goEnvironment, pinnedGo } from './go-toolchain.js';
import type { Package } from './packages.js';
import { runTool, type Workshop } from './run-tool.js';

/** BOSH's stemcells are of this kind. */
const target = { GOOS: 'linux', GOARCH: 'amd64', GOAMD64: 'v1' };
/** Modules whose version registries show beside their own, and the variable that holds it. */
const shown: Readonly<Record<string, string>> = {
  'github.com/distribution/distribution/v3': 'version.version',
  'github.com/docker/distribution': 'version.Version',
};

/** Builds the package's binary at `output`, an absolute path. */
export async function buildBinary(workshop: Workshop, one: Package, output: string): Promise<void> {
  await runTool(workshop, {
    command: ['go', 'build', ...(await flags(workshop.root, one)), '-o', output, one.program],
    folder: join(workshop.root, one.module),
    environment: { ...goEnvironment, ...target },
    hint:
      `It is built with Go ${pinnedGo}, which any newer or older Go fetches by itself (GOTOOLCHAIN), ` +
      'and with modules at the versions of go.mod; is the module proxy within reach?',
  });
}

/** Changes when, and only when, something changes that the binary is built from. */
export async function inputsDigest(root: string, one: Package): Promise<string> {
  const folder = join(root, one.module);
  const entries = await fs.readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith('_test.go'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const hash = createHash('sha256').update(JSON.stringify([goEnvironment, target, one, await flags(root, one)]));
  for (const file of files) {
    hash.update(`\0${file.slice(folder.length)}\0`).update(await fs.readFile(file));
  }
  return hash.digest('hex');
}

/** No symbol tables, no build id, no path of the machine, no state of the repository. */
async function flags(root: string, one: Package): Promise<string[]> {
  const linker = ['-s', '-w', '-buildid='];
  if (one.versioned) {
    const { version } = (await fs.readJson(join(root, 'package.json'))) as { version: string };
    linker.push('-X', `main.version=${version}`);
    for (const [module, variable] of Object.entries(shown)) {
      const used = await moduleVersion(join(root, one.module, 'go.mod'), module);
      if (used !== undefined) linker.push('-X', `${module}/${variable}=${used}`);
    }
  }
  return ['-trimpath', '-buildvcs=false', '-ldflags', linker.join(' ')];
}

async function moduleVersion(file: string, module: string): Promise<string | undefined> {
  const lines = (await fs.readFile(file, 'utf8')).split('\n').map((line) => line.trim().split(' '));
  return lines.find(([path]) => path === module)?.[1];
}
