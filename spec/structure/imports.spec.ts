/** The house (DESIGN): which stage may use which, and who may touch files and the process. */
import assert from 'node:assert/strict';
import { identifiersOf, importsOf, sources } from './sources.js';

/** The stages from the bottom up: a file imports from its own stage and from those below it. */
const stages = [
  ['errors.ts', 'yaml-value.ts', 'io.ts'],
  ['foundations', 'secrets'],
  ['environments'],
  ['settings'],
  ['model', 'compare'],
  ['plan'],
  ['render'],
  ['output', 'erb'],
  ['release'],
  ['preview'],
  // Runs the generator of a checkout of diego-release.
  ['generator'],
  // Drives the operator's own cf CLI: it stands alone, below the command that asks for it.
  ['push'],
  ['cli'],
  ['main.ts', 'standard-streams.ts', 'operator.ts'],
] as const;
const stageNames: readonly string[] = stages.flat();
const heightOf = (path: string): number => {
  const name = path.split('/')[0] as string;
  return stages.findIndex((stage) => (stage as readonly string[]).includes(name));
};

/** Where the file system may be touched: reading inputs and templates, writing results, the release's files. */
const mayUseFiles = [
  'settings/read-file.ts',
  'output/',
  'release/',
  'render/templates',
  'render/review/page/page-files.ts',
  'erb/folder-entries.ts',
  'erb/ruby-files.ts',
  'standard-streams.ts',
  // A checkout of diego-release, and its generator.
  'settings/diego-checkout.ts',
  'generator/run.ts',
  // The cf CLI's configuration, request bodies that must not be on a command line, and cf itself.
  'push/cf-config.ts',
  'push/body-file.ts',
  'push/cf-cli.ts',
];
const mayUseProcess = ['main.ts', 'standard-streams.ts', 'operator.ts'];
const fileModules = /^(node:)?fs(\/promises)?$|^fs-extra$|^node:(child_process|net|http|https|os)$/;

describe('imports', () => {
  it('knows the stage of every file', () => {
    const unknown = sources.filter(({ path }) => !stageNames.includes(path.split('/')[0] as string));
    assert.deepEqual(
      unknown.map(({ path }) => path),
      [],
    );
  });

  it('point one way: settings, model, plan, render, output, with cli on top', () => {
    const upwards = sources.flatMap((source) =>
      importsOf(source)
        .filter(({ from }) => heightOf(from) > heightOf(source.path))
        .map(({ from }) => `${source.path} imports ${from}`),
    );
    assert.deepEqual(upwards, []);
  });

  it('make no circle', () => {
    const graph = new Map(
      sources.map((source) => [
        source.path,
        importsOf(source).flatMap(({ from, typesOnly, dynamic }) => (typesOnly || dynamic ? [] : [from])),
      ]),
    );
    const done = new Set<string>();
    const walk = (path: string, open: readonly string[]): void => {
      assert.ok(!open.includes(path), `a circle: ${[...open, path].join(' -> ')}`);
      if (done.has(path)) return;
      for (const next of graph.get(path) ?? []) walk(next, [...open, path]);
      done.add(path);
    };
    for (const path of graph.keys()) walk(path, []);
  });

  it('lead to the file system only from where files are read and written', () => {
    const found = sources.filter(
      (source) =>
        !mayUseFiles.some((allowed) => source.path.startsWith(allowed)) &&
        importsOf(source).some(({ from }) => fileModules.test(from)),
    );
    assert.deepEqual(
      found.map(({ path }) => path),
      [],
    );
  });

  it('bring the `yaml` package, handlebars and yargs in only where they are awaited, not at every start', () => {
    const heavy = ['yaml', 'handlebars', '@viz-js/viz', 'yargs', 'semver', 'ajv', 'ipaddr.js'];
    const eager = eagerlyLoaded('main.ts');
    const found = sources.flatMap((source) =>
      importsOf(source).flatMap(({ from, typesOnly, dynamic }) =>
        eager.has(source.path) && !typesOnly && !dynamic && heavy.includes(from)
          ? [`${source.path} imports ${from}`]
          : [],
      ),
    );
    assert.deepEqual(found, []);
  });
});

/** The files that are loaded whenever `path` is: what it imports without `await import()`. */
function eagerlyLoaded(path: string, loaded = new Set<string>()): ReadonlySet<string> {
  const source = sources.find((each) => each.path === path);
  if (!source || loaded.has(path)) return loaded;
  loaded.add(path);
  for (const { from, typesOnly, dynamic } of importsOf(source)) if (!typesOnly && !dynamic) eagerlyLoaded(from, loaded);
  return loaded;
}

describe('globals', () => {
  const uses = (name: string, allowed: readonly string[]): string[] =>
    sources
      .filter(({ path }) => !allowed.includes(path))
      .flatMap((source) =>
        identifiersOf(source)
          .filter((each) => each.name === name)
          .map(({ line }) => `${source.path}:${line}`),
      );

  it('console is used nowhere', () => assert.deepEqual(uses('console', []), []));
  it('process is used only in the bin', () => assert.deepEqual(uses('process', mayUseProcess), []));
  it('no clock and no randomness decides what is printed', () => {
    const found = sources
      .filter(({ path }) => !path.startsWith('release/') && !path.startsWith('erb/'))
      .filter(({ text }) => /\bDate\.now\(|\bnew Date\(|\bMath\.random\(/.test(text));
    assert.deepEqual(
      found.map(({ path }) => path),
      [],
    );
  });
});
