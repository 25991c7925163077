/**
 * `npm run bench`: how long a run takes, as a ratio to `node -e 0` in the same minutes on the same machine. Ends with
 * exit code 1 where a ratio is above its limit.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { largeInputs, sampleFiles } from '../../src/build/sample-inputs.js';
import { type Contender, contest } from './contest.js';

const rounds = Number(process.argv[2] ?? 31);
const bin = fileURLToPath(new URL('../../dist/gen-manifest.cjs', import.meta.url));
const reference = fileURLToPath(new URL('../../../shared/reference/diego-0.1463.0', import.meta.url));

/** Upstream's own example where it is at hand, else inputs of the same kind. */
function threeInputs(folder: string): string[] {
  if (!existsSync(reference)) return sampleFiles(folder).slice(0, 3).flat();
  const files = { '-c': 'cf.yml', '-i': 'iaas-settings.yml', '-p': 'property-overrides-docker.yml' };
  return Object.entries(files).flatMap(([option, file]) => [option, join(reference, file)]);
}

function contenders(folder: string): [Contender, ...Contender[]] {
  const node = process.execPath;
  return [
    { name: 'node -e 0', command: [node, '-e', '0'] },
    { name: '--env openstack', command: [node, bin, '--env', 'openstack'], limit: { factor: 1.9, of: 'node -e 0' } },
    {
      name: '-c -i -p',
      command: [node, bin, '--env', 'openstack', ...threeInputs(folder)],
      limit: { factor: 1.9, of: 'node -e 0' },
    },
    {
      name: '1,000 registries, 200 subnets',
      command: [node, bin, '--env', 'openstack', ...largeInputs(folder)],
      limit: { factor: 2, of: '--env openstack' },
    },
  ];
}

const folder = mkdtempSync(join(tmpdir(), 'gen-manifest-bench-'));
try {
  process.exitCode = contest(contenders(folder), rounds) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}
