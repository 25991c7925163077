/** The files of packages: which blob each takes, and the script that installs it. */
import fs from 'fs-extra';
import { posix, join } from 'node:path';
import { Templates } from '../render/templates.js';
import { renderYaml } from '../render/yaml.js';
import { type Package, packages } from './packages.js';
import type { RenderedFile } from './rendered-files.js';

const source = 'templates/packages/packaging.hbs';

/** spec and packaging of every package. */
export async function packageFiles(root: string): Promise<RenderedFile[]> {
  const packaging = await fs.readFile(join(root, source), 'utf8');
  const templates = new Templates(new Map());
  return packages.flatMap((one) => [
    { path: `packages/${one.name}/spec`, text: packageSpec(one) },
    {
      path: `packages/${one.name}/packaging`,
      text: templates.render(packaging, {
        rendered: `Rendered by npm run render from ${source}; change that.`,
        description: one.description,
        blob: one.blob,
        program: posix.basename(one.blob),
      }),
    },
  ]);
}

function packageSpec({ name, blob }: Package): string {
  const header = ['Rendered by npm run render from src/gen-manifest/release/packages.ts; change that.'];
  return renderYaml({ header, value: { name, dependencies: [], files: [blob] } }, () => '');
}
