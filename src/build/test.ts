/**
 * `npm test`: every check, one after the other, and a summary. A step that fails does not keep the others
 * from running. What a machine lacks is named, with how to get it, and the steps that need it are left out;
 * under CI=true a machine without Go is a failure.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { boshVersion } from '../gen-manifest/release/find-bosh.js';

type Need = 'go' | 'bosh';

interface Step {
  readonly name: string;
  readonly script: string;
  readonly needs?: readonly Need[];
  /** What it installs is looked for by the steps that need it: failing, it is left out. */
  readonly optional?: true;
}

type Outcome = 'passed' | 'failed' | 'left out';

const steps: readonly Step[] = [
  { name: 'style and types', script: 'lint' },
  { name: 'build', script: 'build' },
  { name: 'unit tests, with coverage', script: 'test:coverage' },
  { name: 'the built program and the README', script: 'test:built' },
  { name: 'start-up time', script: 'bench' },
  { name: "the registry's Go code", script: 'test:go', needs: ['go'] },
  { name: 'development tools', script: 'tools', needs: ['go'], optional: true },
  { name: 'the release, packed', script: 'release', needs: ['go', 'bosh'] },
  { name: 'the release, run as by a BOSH agent', script: 'test:release', needs: ['go', 'bosh'] },
];

const root = fileURLToPath(new URL('../..', import.meta.url));

const present: Record<Need, () => boolean> = {
  go: () => {
    const { status, stdout } = spawnSync('go', ['env', 'GOVERSION'], { encoding: 'utf8' });
    const [, major, minor] = /^go(\d+)\.(\d+)/.exec(status === 0 ? stdout : '') ?? [];
    return Number(major) > 1 || (Number(major) === 1 && Number(minor) >= 25);
  },
  bosh: () =>
    [`${root}.tools/bin/bosh`, 'bosh'].some((program) => {
      const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
      return stdout?.includes(`version ${boshVersion}`) ?? false;
    }),
};

const howToGet: Record<Need, string> = {
  go: 'Go 1.25 or newer is not on the PATH: install it from go.dev/dl or your distribution',
  bosh: `the bosh CLI ${boshVersion} is neither in .tools/bin nor on the PATH: npm run tools installs it where its Go module can be had, bosh.io/docs/cli-v2-install has it else`,
};

const lacking = new Set<Need>();

function run({ name, script, needs = [], optional }: Step): Outcome {
  const missing = needs.filter((need) => !present[need]());
  for (const need of missing) lacking.add(need);
  if (missing.length > 0) return 'left out';
  process.stdout.write(`\n== ${name}: npm run ${script}\n`);
  const { status } = spawnSync('npm', ['run', '--silent', script], { stdio: ['ignore', 'inherit', 'inherit'] });
  if (status === 0) return 'passed';
  return optional ? 'left out' : 'failed';
}

const outcomes = steps.map((step) => {
  const start = process.hrtime.bigint();
  const outcome = run(step);
  return { name: step.name, outcome, seconds: Number(process.hrtime.bigint() - start) / 1e9 };
});
process.stdout.write('\n');
for (const { name, outcome, seconds } of outcomes) {
  process.stdout.write(`${outcome.padEnd(9)}${name}${outcome === 'left out' ? '' : `, ${seconds.toFixed(0)} s`}\n`);
}
for (const need of lacking) process.stdout.write(`${howToGet[need]}\n`);
const count = (wanted: Outcome) => outcomes.filter(({ outcome }) => outcome === wanted).length;
process.stdout.write(`${count('passed')} passed, ${count('failed')} failed, ${count('left out')} skipped\n`);
const incomplete = lacking.has('go') && process.env['CI'] === 'true';
process.exitCode = count('failed') > 0 || incomplete ? 1 : 0;
