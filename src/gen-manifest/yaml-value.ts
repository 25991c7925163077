/** YAML values as every stage sees them, and finding one by path the way spiff does. */

/** Any YAML value; whole numbers beyond 2^53 are bigint, so that no digit is lost. */
export type YamlValue = null | boolean | number | bigint | string | YamlValue[] | YamlMap;
/** A YAML map; its keys are strings, whatever they were written as. */
export interface YamlMap {
  [key: string]: YamlValue;
}

/** True for a YAML map. */
export function isMap(value: YamlValue | undefined): value is YamlMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The value at `path`, or undefined where there is none; lists of maps are entered by `name`, as in spiff
 * v1.0.8, yaml/find.go. A value that is there and null is null: upstream takes an explicit null for "set
 * to nothing", so that `a: ~` and no `a` at all differ.
 */
export function find(root: YamlValue | undefined, path: readonly string[]): YamlValue | undefined {
  let here = root;
  for (const step of path) {
    if (Array.isArray(here)) here = here.find((item) => isMap(item) && item['name'] === step);
    else if (isMap(here)) here = Object.hasOwn(here, step) ? here[step] : undefined;
    else return undefined;
    if (here === undefined) return undefined;
  }
  return here;
}

/** What a variable's name is made of, for a pattern with the flag `u`: bosh-cli v7.10.6, director/template/template.go. */
export const variableName = String.raw`[-/.\w\p{L}]+`;
/** A pattern of a BOSH variable, `((name))`, also `((!name))` and `((/absolute/name))`. */
export const variablePattern = String.raw`\(\(!?${variableName}\)\)`;
const variableAlone = new RegExp(`^${variablePattern}$`, 'u');

/** True for a text that is a BOSH variable and nothing else. */
export function isVariable(value: YamlValue | undefined): boolean {
  return typeof value === 'string' && variableAlone.test(value);
}

/** A scalar as text; the empty string for anything else. */
export function scalarText(value: YamlValue | undefined): string {
  return value === undefined || value === null || typeof value === 'object' ? '' : String(value);
}
