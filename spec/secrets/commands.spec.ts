/**
 * No output of any command shows a secret: marked ones stand wherever one can, in inputs that are right and in
 * inputs that are wrong, and every command says here what its outputs may hold.
 *
 * What is deployed holds what it was given: a manifest, a stub or an ops file with a secret in clear in the settings
 * has it in clear, with a warning, or the deployment would not have it. That is stdout alone, of the commands whose
 * artifact it is. Everything that people read beside it has none: stderr, differences, previews, explanations,
 * reviews, and whatever is said of what is wrong.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands, type CommandName } from '../../src/gen-manifest/cli/command-table.js';
import { assertNoStack, genManifest } from '../support/gen-manifest.js';
import { assertNoMark, marked } from '../support/marked-secrets.js';
import { secretCorpus } from '../support/secret-corpus.js';
import { temporaryFiles } from '../support/temporary-files.js';

/** What a command does with secrets. */
interface Expectation {
  /** Whether its stdout is something that is deployed, which holds what was given for it. */
  readonly artifact: boolean;
  /** Arguments behind the command; names of the corpus stand as `@name`. */
  readonly runs: readonly string[];
}

/** The inputs of all commands that read settings, right and wrong ones. */
const today = '--foundation cf-deployment@58.0.0';
const upstream = ['-c @cf', '-i @iaas', '-p @overrides', '-c @cf -i @iaas -p @overrides', '--lenient -p @overrides'];
const wrong = ['-s @wrong-types', '-s @unknown-keys', '-s @broken', '-s @twice', '-s @spiff', '-s @several'];
const settings = ['-s @settings', '-s @everything', ...wrong];
const sets = [
  '--set registry.properties.redis.password=@mark',
  '--set registry.properties.redis.pasword=@mark',
  '--set registry.properties.users=@mark',
  '--set registry.properties.users=[@mark',
  '--set registry.host=user:@mark@registry.example.com',
  '--set diego.insecure_registries=[user:@mark@registry.example.com]',
  '--set property_overrides.ssh_proxy.host_key=@mark',
  '--set property_overrides.bbs.encryption_keys=@mark',
  '--set =@mark',
  '--set @mark',
];
const loading = (more: string): string[] => [...settings, ...sets].map((run) => `${more} ${run}`.trim());

const expectations: Readonly<Record<CommandName, Expectation>> = {
  diego: {
    artifact: true,
    runs: [...loading('--env openstack'), ...upstream, ...upstream.map((run) => `-v @mark ${run}`)],
  },
  registry: { artifact: true, runs: [...loading(today), ...loading('--env openstack -c @cf')] },
  stubs: {
    artifact: true,
    runs: [...loading('--only cf-properties'), ...upstream.map((run) => `${run} --only property-overrides`)],
  },
  ops: {
    artifact: true,
    runs: [
      ...loading(today),
      ...['', '--full', '-o @ops', '-o @ops --full', '-o @failing-ops', '-o @base'].map((run) => `--base @base ${run}`),
    ],
  },
  'runtime-config': { artifact: true, runs: loading(`${today} --set runtime_config.os_conf_version=23.0.2`) },
  'security-group': { artifact: true, runs: loading(`${today} --set security_group.destinations=[10.0.1.0/24]`) },
  'cloud-config': {
    artifact: true,
    runs: [...loading(`${today} --env openstack`), `${today} --env openstack --base @base`, `${today} --base @broken`],
  },
  all: {
    artifact: false,
    runs: [
      ...loading(
        `${today} --env openstack --set security_group.destinations=[10.0.1.0/24] --set runtime_config.os_conf_version=23.0.2 --out @all`,
      ),
      ...upstream.map((run) => `--set security_group.destinations=[10.0.1.0/24] --env openstack --out @all ${run}`),
    ],
  },
  validate: { artifact: false, runs: [...loading(today), ...loading('--env openstack'), ...upstream] },
  schema: { artifact: false, runs: [''] },
  explain: {
    artifact: false,
    runs: [
      ...loading(''),
      ...loading('registry.properties.redis.password'),
      ...[
        'registry',
        'registry.properties.users',
        'cache.properties.upstreams',
        'errands',
        'cache',
        'property_overrides',
      ].flatMap((path) => [`${path} -s @settings`, `${path} -s @everything`]),
      ...[
        'properties.diego.bbs.encryption_keys',
        'properties.diego.ssh_proxy.host_key',
        'properties.nats.password',
      ].map((path) => `${path} --env openstack -c @cf -p @overrides`),
      '@mark',
    ],
  },
  init: { artifact: false, runs: ['', '--env openstack', '--env @mark'] },
  'render-job': {
    artifact: false,
    runs: [
      '--manifest @deployment --release @own',
      '--manifest @other-deployment --release @other',
      '--manifest @other-deployment --release @other -l @vars',
      '--manifest @other-deployment --release @other -l @broken',
      '--manifest @other-deployment --release @other --out @out',
      '--manifest @raising-deployment --release @other',
      '--manifest @broken --release @other',
      '--manifest @wrong-deployment --release @own',
      'none --manifest @deployment --release @own',
    ],
  },
  diff: {
    artifact: false,
    runs: ['text', 'markdown', 'json'].flatMap((format) =>
      [
        '@base @other-base',
        '@other-base @base',
        '@base @empty',
        '@empty @base',
        '@cf @overrides',
        '@settings @everything',
        '@base -o @ops',
        '@base --old-ops-file @ops',
        '@ops @failing-ops',
        '@base -o @failing-ops',
        '@broken @twice',
      ].map((run) => `${run} --format ${format}`),
    ),
  },
  review: {
    artifact: false,
    runs: [
      ...loading(today),
      ...upstream,
      '--env openstack -s @settings',
      `${today} -s @settings --against @deployment`,
      `-s @settings --base @base -o @ops --against @deployment --against @other-base`,
      `-s @everything --base @base --against @broken`,
      `${today} -s @settings --out @review`,
    ],
  },
  push: {
    artifact: false,
    runs: [
      'app --image user:@mark@registry.example.com/org/app:1 --docker-username u --dry-run',
      'app --image registry.example.com/org/app:1 --docker-username u --docker-password @mark --dry-run',
      'app --password @mark',
    ],
  },
  completion: { artifact: false, runs: ['bash', 'zsh', '@mark'] },
};

describe('marked secrets', function () {
  this.timeout(300_000);
  const files = temporaryFiles();
  let corpus: ReadonlyMap<string, string>;
  before(() => {
    corpus = secretCorpus((name, text) => files.write(name, text));
  });

  function argvOf(command: CommandName, run: string): string[] {
    const words = run.split(' ').filter((word) => word !== '');
    return [command, ...words].map((word) => {
      const whole = corpus.get(word.slice(1));
      if (word.startsWith('@') && whole !== undefined) return whole;
      if (['@out', '@review', '@all'].includes(word)) return files.path(word.slice(1));
      return word.replaceAll('@mark', marked('argument'));
    });
  }

  /** Arguments are the operator's own: what is wrong with one may name it, unless it is a value of a setting. */
  function withoutArguments(text: string, argv: readonly string[]): string {
    return argv.reduce((rest, argument) => (argument.includes('=') ? rest : rest.replaceAll(argument, '')), text);
  }

  for (const command of Object.keys(commands) as CommandName[]) {
    const { artifact, runs } = expectations[command];
    it(`${command}: none is on ${artifact ? 'stderr' : 'stdout, on stderr or in a file'}`, async () => {
      const codes = new Set<number>();
      for (const run of runs) {
        const argv = argvOf(command, run);
        const { stdout, stderr, exitCode } = await genManifest(...argv);
        const about = `gen-manifest ${command} ${run}`;
        codes.add(exitCode);
        assert.notEqual(exitCode, 1, `${about}\n${stderr}`);
        assertNoStack(stderr, about);
        assertNoMark(withoutArguments(stderr, argv), `stderr of ${about}`);
        if (!artifact) assertNoMark(stdout, `stdout of ${about}`);
        if (exitCode === 2 && command !== 'review') assert.equal(stdout, '', about);
      }
      // What `all` writes is deployed, but for what people read.
      for (const name of ['out', 'review', 'all/NEXT-STEPS.md']) assertNoMarkBelow(files.path(name));
      if (runs.length > 1) assert.ok(codes.has(2), 'no run of it is refused');
      if (command !== 'push') assert.ok(codes.has(0) || codes.has(4), 'no run of it succeeds');
    });
  }
});

function assertNoMarkBelow(path: string): void {
  try {
    for (const entry of readdirSync(path, { recursive: true, withFileTypes: true })) {
      if (entry.isFile())
        assertNoMark(readFileSync(join(entry.parentPath, entry.name), 'utf8'), `the file ${entry.name}`);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR')
      assertNoMark(readFileSync(path, 'utf8'), `the file ${path}`);
    else if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
