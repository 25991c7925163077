/** `--set path=value`: one setting on the command line, read by the type that the setting has. */
import type { Finding } from '../errors.js';
import type { Declaration, SchemaType } from '../foundations/declaration.js';
import { isMap, type YamlMap, type YamlValue } from '../yaml-value.js';
import { catalog } from './catalog.js';
import { elsewhere } from './elsewhere.js';
import { misreadNumbers } from './misread-numbers.js';
import { propertyGroupOf } from './jobs/groups.js';
import { allowed, childrenOf } from './schema-findings.js';
import { didYouMean } from './nearest.js';
import { parseYaml } from './yaml-source.js';

/** Settings by their path. */
type Known = ReadonlyMap<string, Declaration>;

/**
 * Adds the setting in `argument` to `tree`. A string setting takes the text as it is, so that `0123` and
 * `a: b #c` arrive unchanged; every other type is read as YAML 1.1, and a setting that takes strings
 * among others takes what its other types do not.
 */
export async function applySet(argument: string, tree: YamlMap, findings: Finding[]): Promise<void> {
  const equals = argument.indexOf('=');
  if (equals === 0) {
    findings.push(usage('--set =... names no setting', 'write it as --set path=value'));
    return;
  }
  if (equals < 0) {
    findings.push(usage(`--set ${isKnown(argument) ? argument : '...'} has no value`, 'write it as --set path=value'));
    return;
  }
  const path = argument.slice(0, equals);
  const known = propertyGroupOf(path) ? (await import('./jobs/declarations.js')).jobSettings() : catalog;
  const owner = declarationFor(path, known);
  if (!owner) {
    findings.push(unknownPath(path, known));
    return;
  }
  const text = argument.slice(equals + 1);
  const value = await typed(owner.declaration, owner.within, text, path, findings);
  if (value !== undefined) assign(tree, path.split('.'), value);
}

/** Whether an argument is a path alone; what is none may be a value, and is not repeated. */
function isKnown(argument: string): boolean {
  return catalog.has(argument) || childrenOf(argument).length > 0;
}

/** The declaration that takes a path: its own, or the map-typed one that it leads into. */
function declarationFor(path: string, known: Known): { declaration: Declaration; within: boolean } | undefined {
  const exact = known.get(path);
  if (exact) return { declaration: exact, within: false };
  const steps = path.split('.');
  for (let length = steps.length - 1; length > 0; length--) {
    const declaration = known.get(steps.slice(0, length).join('.'));
    if (declaration?.type === 'object') return { declaration, within: true };
  }
  return undefined;
}

async function typed(
  declaration: Declaration,
  within: boolean,
  text: string,
  path: string,
  findings: Finding[],
): Promise<YamlValue | undefined> {
  const types = [declaration.type].flat();
  if (!within && types.length === 1 && types[0] === 'string') return text;
  if (text.trim() === '') {
    findings.push(usage(`--set ${path}= has no value`, `${path} takes ${allowed(declaration)}`));
    return undefined;
  }
  const source = await parseYaml(`--set ${path}`, text, []);
  if (types.includes('string') && !within && keepsText(source?.value, text, types)) return text;
  if (!source) {
    findings.push(usage(`--set ${path} is not valid YAML`, `${path} takes ${allowed(declaration)}`));
    return undefined;
  }
  const misread = misreadNumbers(source, path.split('.'));
  findings.push(...misread);
  return misread.length > 0 ? undefined : source.value;
}

/** True where a setting that takes strings among others takes the text itself: `1.10` is no 1.1, `yes` no boolean. */
function keepsText(value: YamlValue | undefined, text: string, types: readonly SchemaType[]): boolean {
  if (value === undefined) return true;
  if (value === null) return false;
  if (Array.isArray(value)) return !types.includes('array');
  if (isMap(value)) return !types.includes('object');
  if (typeof value === 'boolean') return !types.includes('boolean');
  const kept = types.includes('number') || (types.includes('integer') && Number.isInteger(value));
  return !kept || String(value) !== text.trim();
}

function assign(tree: YamlMap, steps: readonly string[], value: YamlValue): void {
  let here = tree;
  for (const step of steps.slice(0, -1)) {
    const next = Object.hasOwn(here, step) ? here[step] : undefined;
    here = isMap(next) ? next : define(here, step, {});
  }
  define(here, steps.at(-1) as string, value);
}

/** Sets a key that may be named like a property of Object.prototype. */
function define<T extends YamlValue>(map: YamlMap, key: string, value: T): T {
  Object.defineProperty(map, key, { value, enumerable: true, configurable: true, writable: true });
  return value;
}

function unknownPath(path: string, settings: Known): Finding {
  const steps = path.split('.');
  const below = (length: number): string[] => childrenOf(steps.slice(0, length).join('.'), settings);
  let known = 0;
  while (known < steps.length && below(known).includes(steps[known] as string)) known++;
  const parent = steps.slice(0, known).join('.');
  const children = below(known);
  const message =
    known === steps.length
      ? `--set ${path}: this is a group of settings, set one of them`
      : `--set ${path}: there is no such setting`;
  const hint =
    known === steps.length
      ? `in it: ${children.slice(0, 8).join(', ')}`
      : ((known === 0 ? (elsewhere(path) ?? elsewhere(steps[0] as string)) : undefined) ??
        didYouMean(steps[known] as string, children) + (parent === '' ? '' : ` (below ${parent})`));
  return { code: 'unknown-key', severity: 'error', message, hint };
}

function usage(message: string, hint: string): Finding {
  return { code: 'usage', severity: 'error', message, hint };
}
