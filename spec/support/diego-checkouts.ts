/**
 * Versions of diego-release, taken out of a clone that has their tags (DIEGO_RELEASE_DIR); never part of the project.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { isMap, type YamlMap, type YamlValue } from '../../src/gen-manifest/yaml-value.js';

const clone = process.env['DIEGO_RELEASE_DIR'];

function git(...args: readonly string[]): Buffer {
  const { status, stdout, stderr } = spawnSync('git', ['-C', clone ?? '', ...args], { maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr.toString()}`);
  return stdout;
}

/** The versions that the clone has tags of; none where there is no clone, or no spiff. */
export function taggedVersions(): ReadonlySet<string> {
  if (clone === undefined || spawnSync('spiff', ['-v']).status !== 0) return new Set();
  return new Set(
    git('tag', '--list', 'v*')
      .toString()
      .split('\n')
      .map((tag) => tag.slice(1)),
  );
}

/** Unpacks what a generator needs of a version, and its job specs, into a folder of its own; gives its path. */
export function unpackVersion(version: string, parent: string): string {
  const folder = join(parent, `diego-release v${version}`);
  mkdirSync(folder, { recursive: true });
  const paths = ['scripts/generate-deployment-manifest', 'manifest-generation', 'jobs', 'releases'];
  const archive = git('archive', `v${version}`, ...paths);
  const { status, stderr } = spawnSync('tar', ['x', '-C', folder], { input: archive });
  if (status !== 0) throw new Error(stderr.toString());
  return folder;
}

/** Every match of a pattern of `git grep -E` in files at a tag. */
export function matchesAt(version: string, pattern: string, path: string): string[] {
  return git('grep', '-h', '-o', '-E', pattern, `v${version}`, '--', path).toString().trim().split('\n');
}

/** A CF manifest with everything that a version's templates take from one, made from those templates. */
export function cfManifestFor(folder: string): YamlMap {
  const text = readFileSync(join(folder, 'manifest-generation/config-from-cf-internal.yml'), 'utf8');
  const { config_from_cf: _, ...taken } = load(text.replaceAll(/\(\((.*?)\)\)/g, "'(($1))'")) as YamlMap;
  const filled = fill(taken, []) as YamlMap;
  return { ...filled, name: 'cf', director_uuid: 'a-uuid', releases: [{ name: 'cf', version: 'latest' }] };
}

const lists = ['machines', 'lan', 'app_domains', 'encrypt_keys'];

function fill(value: YamlValue, path: readonly string[]): YamlValue {
  if (isMap(value))
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, fill(child, [...path, key])]));
  if (Array.isArray(value)) return value.map((item) => fill(item, path));
  if (typeof value !== 'string' || !value.startsWith('((')) return value;
  const text = path.join('-');
  return lists.includes(path.at(-1) ?? '') ? [text] : text;
}
