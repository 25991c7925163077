/** A setting's declaration in words. */
import type { Declaration } from '../foundations/declaration.js';
import { allowed } from '../settings/schema-findings.js';
import { takesVariable } from '../settings/takes-variable.js';
import type { YamlValue } from '../yaml-value.js';
import { flowYaml } from './flow-yaml.js';
import type { Row } from './wrapped-text.js';

/** Rows that say what a setting takes; what does not apply has no lines. */
export function declarationRows(path: string, declaration: Declaration): Row[] {
  const { default: initial, examples = [] } = declaration;
  return [
    ['takes', [`${allowed(withoutUnit(declaration))}${takesVariable(path, declaration) ? ', or a ((variable))' : ''}`]],
    ['unit', declaration['x-unit'] === undefined ? [] : [declaration['x-unit']]],
    ['default', initial === undefined ? [] : [flowYaml(initial as YamlValue)]],
    [examples.length > 1 ? 'examples' : 'example', examples.map((example) => flowYaml(example as YamlValue))],
    ['secret', declaration['x-secret'] === true ? ['yes: write a ((variable)), not the value'] : []],
  ];
}

/** The type in one word or two, for a list of settings. */
export function typeWord(declaration: Declaration): string {
  const { type, items } = declaration;
  if (declaration.enum) return 'choice';
  const types = [type].flat();
  return types
    .filter((each) => each !== 'integer' || !types.includes('number'))
    .map((each) => {
      if (each === 'array') return items !== undefined && 'type' in items && items.type === 'object' ? 'maps' : 'list';
      return each === 'object' ? 'map' : each;
    })
    .join('|');
}

function withoutUnit({ 'x-unit': _unit, ...rest }: Declaration): Declaration {
  return rest;
}
