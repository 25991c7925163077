/** Stands in for a checkout of diego-release and for spiff: scripts that say what they were called with. */
import { chmodSync } from 'node:fs';
import { dirname } from 'node:path';
import type { TemporaryFiles } from './temporary-files.js';

/** A checkout whose generator is this script of bash; its newest final release is `version`. */
export function standingInCheckout(files: TemporaryFiles, name: string, version: string, script: string): string {
  files.write(`${name}/releases/diego-${version}.yml`, '---\n');
  files.write(`${name}/releases/diego-0.1001.0.yml`, '---\n');
  files.write(`${name}/scripts/generate-deployment-manifest`, `#!/bin/bash\nset -e\n${script}\n`);
  return files.path(name);
}

/** A folder with a spiff that does nothing, to stand first on the PATH. */
export function standingInSpiff(files: TemporaryFiles): string {
  const spiff = files.write('tools/spiff', '#!/bin/sh\n');
  chmodSync(spiff, 0o755);
  return dirname(spiff);
}
