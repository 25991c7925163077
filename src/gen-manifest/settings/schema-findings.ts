/** Turns what the compiled validators report into findings: one a place, each with what is allowed. */
import type { ErrorObject } from 'ajv';
import type { Finding, Place, Step } from '../errors.js';
import type { Declaration } from '../foundations/declaration.js';
import { find, isMap, isVariable, type YamlMap, type YamlValue } from '../yaml-value.js';
import { catalog } from './catalog.js';
import { elsewhere } from './elsewhere.js';
import { didYouMean } from './nearest.js';
import { shown } from './shown.js';
import { takesVariable } from './takes-variable.js';

/** What a setting takes, in words. */
export function allowed(declaration: Declaration): string {
  const unit = declaration['x-unit'] === undefined ? '' : ` (${declaration['x-unit']})`;
  if (declaration['x-allowed'] !== undefined) return `${declaration['x-allowed']}${unit}`;
  if (declaration.enum) return `one of ${declaration.enum.join(', ')}`;
  const types = [declaration.type].flat().map((type) => typeWords(type, declaration));
  return `${types.join(' or ')}${unit}`;
}

function typeWords(type: string, { minimum, maximum, items, 'x-text': text }: Declaration): string {
  const range =
    minimum === undefined ? '' : maximum === undefined ? ` of at least ${minimum}` : ` from ${minimum} to ${maximum}`;
  switch (type) {
    case 'integer':
      return `a whole number${range}`;
    case 'number':
      return `a number${range}`;
    case 'boolean':
      return 'true or false';
    case 'array':
      return isStrings(items) ? 'a list of strings' : 'a list of maps';
    case 'object':
      return 'a map';
    default:
      return text ?? 'a string';
  }
}

const isStrings = (items: object | undefined): boolean =>
  items !== undefined && 'type' in items && items.type === 'string';

/** Where a validated tree stands: how its own paths continue in the catalog and in the file. */
export interface Validated {
  readonly tree: YamlValue;
  /** Path of the tree's root in the catalog, such as `property_overrides`; empty for a settings file. */
  readonly prefix: string;
  readonly place: (path: readonly Step[]) => Place;
  /** The settings that the tree may have; all but the jobs' properties where they are not given. */
  readonly declarations?: ReadonlyMap<string, Declaration>;
  /** What is declared of a part of a setting's value; the setting's own declaration counts where nothing is. */
  readonly within?: (path: readonly string[]) => Declaration | undefined;
  /** The finding for a key that nobody reads. */
  readonly unknownKey: (path: string, hint: string, place: Place) => Finding;
}

/** The findings for ajv's errors, at most one for each place. */
export function schemaFindings(errors: readonly ErrorObject[], validated: Validated): Finding[] {
  const findings = new Map<string, Finding>();
  for (const error of errors) {
    const steps = error.instancePath.split('/').slice(1).map(unescape);
    const unknown = error.keyword === 'additionalProperties';
    const at = unknown ? [...steps, String(error.params['additionalProperty'])] : steps;
    const path = [validated.prefix, ...at].filter((step) => step !== '').join('.');
    if (findings.has(path)) continue;
    const lacks = error.keyword === 'required' && validated.within !== undefined;
    const found = unknown ? unknownKey : lacks ? missing(error) : wrongType;
    findings.set(path, found(path, at, validated));
  }
  // A list is wrong only for what is wrong in it; the schema says both.
  const within = (path: string): boolean => [...findings.keys()].some((other) => other.startsWith(`${path}.`));
  return [...findings].filter(([path]) => !catalog.has(path) || !within(path)).map(([, finding]) => finding);
}

const unescape = (step: string): string => step.replace(/~1/g, '/').replace(/~0/g, '~');

function unknownKey(path: string, at: readonly string[], validated: Validated): Finding {
  const parent = path.split('.').slice(0, -1).join('.');
  const siblings = childrenOf(parent, validated.declarations);
  const hint = (parent === '' ? elsewhere(path) : undefined) ?? didYouMean(at.at(-1) as string, siblings);
  return validated.unknownKey(path, hint, validated.place(at));
}

/** The keys that are known directly below `parent`. */
export function childrenOf(parent: string, known: ReadonlyMap<string, Declaration> = catalog): string[] {
  const prefix = parent === '' ? '' : `${parent}.`;
  const children = [...known.keys()]
    .filter((path) => path.startsWith(prefix))
    .map((path) => path.slice(prefix.length).split('.')[0] as string);
  return [...new Set(children)];
}

/** The finding for a map that lacks a key. */
function missing({ params }: ErrorObject): typeof wrongType {
  return (path, at, validated) => ({
    code: 'missing',
    severity: 'error',
    message: `${path} has no ${String(params['missingProperty'])}`,
    hint: declarationOf(path, validated.declarations).declaration?.description ?? 'it must have one',
    place: validated.place(at),
  });
}

function wrongType(path: string, at: readonly string[], validated: Validated): Finding {
  const { owner, declaration } = declarationOf(path, validated.declarations);
  const value = valueAt(validated.tree, at);
  const inner = validated.within?.(at);
  if (!inner && declaration && /^[0-9]/.test(path.slice(owner.length + 1))) {
    return wrongItem(path, owner, value, declaration, validated.place(at));
  }
  const secret = (inner ?? declaration)?.['x-secret'] === true;
  const found = shown(value, secret);
  const what = owner === path ? path : `${path} (in ${owner})`;
  const declared = inner ?? declaration;
  const takes = declared
    ? allowed(declared)
    : `a map with ${childrenOf(path, validated.declarations).slice(0, 6).join(', ')}`;
  const variable = !isVariable(value) && declaration && takesVariable(owner, declaration) ? ', or a ((variable))' : '';
  return {
    code: 'wrong-type',
    severity: 'error',
    message: `${what} is ${found}, it takes ${takes}${variable}`,
    ...(declaration && { hint: declaration.description }),
    place: validated.place(at),
  };
}

/** The finding for an item of a list, or for what stands in one. */
function wrongItem(
  path: string,
  owner: string,
  value: YamlValue | undefined,
  declaration: Declaration,
  place: Place,
): Finding {
  const secret = declaration['x-secret'] === true;
  const [index, ...inner] = path.slice(owner.length + 1).split('.');
  const what = [`${owner}[${index}]`, ...inner].join('.');
  const keys: readonly string[] = isStrings(declaration.items) ? [] : requiredOf(declaration.items);
  const missing = inner.length === 0 && isMap(value) ? keys.filter((key) => !Object.hasOwn(value, key)) : [];
  if (missing.length > 0) {
    const unknown = Object.keys(value as YamlMap).filter((key) => !keys.includes(key));
    const found = unknown.map((key) => `${key} is not read: ${didYouMean(key, missing)}`).join('; ');
    const message = `${what} has no ${missing.join(' and no ')}`;
    return { code: 'missing', severity: 'error', message, hint: found || declaration.description, place };
  }
  const map = keys.length === 0 ? 'a map' : `a map with ${keys.join(' and ')}`;
  const names = enumOf(declaration.items);
  const text = names.length === 0 ? 'a string' : `one of ${names.join(', ')}`;
  const takes = inner.length === 0 && !isStrings(declaration.items) ? map : text;
  const message = `${what} is ${shown(value, secret)}, it takes ${takes}`;
  return { code: 'wrong-type', severity: 'error', message, hint: declaration.description, place };
}

function enumOf(items: object | undefined): readonly string[] {
  return items !== undefined && 'enum' in items ? (items.enum as readonly string[]) : [];
}

function requiredOf(items: object | undefined): readonly string[] {
  return items !== undefined && 'required' in items ? (items.required as readonly string[]) : [];
}

/** The declaration of a path, or of the setting that the path lies within. */
function declarationOf(
  path: string,
  known: ReadonlyMap<string, Declaration> = catalog,
): { owner: string; declaration?: Declaration } {
  const steps = path.split('.');
  for (let length = steps.length; length > 0; length--) {
    const owner = steps.slice(0, length).join('.');
    const declaration = known.get(owner);
    if (declaration) return { owner, declaration };
  }
  return { owner: path };
}

function valueAt(tree: YamlValue, path: readonly string[]): YamlValue | undefined {
  let here: YamlValue | undefined = tree;
  for (const step of path) here = Array.isArray(here) ? here[Number(step)] : find(here, [step]);
  return here;
}
