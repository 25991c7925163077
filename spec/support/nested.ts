import type { YamlMap, YamlValue } from '../../src/gen-manifest/yaml-value.js';

/** Settings by path, `a.b.c`, as one tree. */
export function nested(flat: Readonly<Record<string, YamlValue>>): YamlMap {
  const root: YamlMap = {};
  for (const [path, value] of Object.entries(flat)) {
    const steps = path.split('.');
    const parent = steps.slice(0, -1).reduce((here, step) => (here[step] ??= {}) as YamlMap, root);
    parent[steps.at(-1) as string] = value;
  }
  return root;
}
