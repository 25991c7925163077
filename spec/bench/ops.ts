/**
 * `npm run bench:ops -- cf-deployment.yml`: `ops --base --full` against `bosh int` on the same work, the base with the
 * ops file that `ops --base` prints, and `review` of the base against `ops --base --full`. Ends with exit code 1 where
 * the one takes more than 2.5 times as long, or the other more than 3 times.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bosh } from '../support/bosh.js';
import { contest } from './contest.js';

const bin = fileURLToPath(new URL('../../dist/gen-manifest.cjs', import.meta.url));
const reference = fileURLToPath(new URL('../../../shared/reference/cf-deployment/v58.0.0.yml', import.meta.url));
const base = process.argv[2] ?? reference;

if (bosh === undefined) {
  process.stderr.write('bosh is neither in .tools/bin nor on the PATH: npm run tools\n');
  process.exitCode = 3;
} else {
  const folder = mkdtempSync(join(tmpdir(), 'gen-manifest-bench-'));
  try {
    const node = process.execPath;
    const opsFile = join(folder, 'docker-registry.yml');
    writeFileSync(opsFile, execFileSync(node, [bin, 'ops', '--base', base]));
    const passed = contest(
      [
        { name: 'bosh int', command: [bosh, 'int', base, '-o', opsFile] },
        { name: 'node -e 0', command: [node, '-e', '0'] },
        {
          name: 'ops --base --full',
          command: [node, bin, 'ops', '--base', base, '--full'],
          limit: { factor: 2.5, of: 'bosh int' },
        },
        {
          name: 'review --base',
          command: [node, bin, 'review', '--base', base, '--out', join(folder, 'review.html')],
          limit: { factor: 3, of: 'ops --base --full' },
        },
      ],
      51,
    );
    process.exitCode = passed ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
