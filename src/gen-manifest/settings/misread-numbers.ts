/**
 * Numbers that YAML 1.1 reads as others than they look like: `05000` is octal, `1:30` has the base 60, and
 * the version `3262.10` is the number 3262.1. Loaded only for inputs with numbers.
 */
import type { Finding, Step } from '../errors.js';
import type { Declaration } from '../foundations/declaration.js';
import { isMap, type YamlValue } from '../yaml-value.js';
import { catalog } from './catalog.js';
import { plainTextAt } from './locate.js';
import type { YamlSource } from './yaml-source.js';

/** A number with its place and the text that it was read from. */
interface Written {
  readonly path: readonly Step[];
  readonly value: number;
  readonly text: string;
}

/** A finding for each number in settings that is not what it looks like; `at` leads to where they stand. */
export function misreadNumbers(source: YamlSource, at: readonly Step[] = []): Finding[] {
  return numbersIn(source.value).flatMap(({ path, value }): Finding[] => {
    const text = plainTextAt(source, path);
    const whole = [...at, ...path].join('.');
    const declaration = catalog.get(whole);
    const reading = text === undefined ? undefined : misreading({ path, value, text }, declaration);
    if (reading === undefined) return [];
    return [
      {
        code: 'wrong-type',
        severity: 'error',
        message: `${whole} is ${text}, which YAML 1.1 reads as ${reading}`,
        hint: whatToWrite(text as string, value, declaration),
        place: { file: source.file, path },
      },
    ];
  });
}

/** A warning for the version at `path` in an input of upstream's where YAML reads another one than is written. */
export function misreadVersion(source: YamlSource, path: readonly Step[], value: number): Finding[] {
  const text = plainTextAt(source, path);
  const reading = text === undefined ? undefined : misreading({ path, value, text }, version);
  if (reading === undefined) return [];
  const message = `the version ${text} is not quoted: YAML 1.1 reads it as ${reading}`;
  const hint = `write '${text}' in quotes if that is the version`;
  return [{ code: 'wrong-type', severity: 'warning', message, hint, place: { file: source.file, path } }];
}

const version: Pick<Declaration, 'type'> = { type: ['string', 'integer', 'number'] };

/** What YAML makes of the text; undefined where that is what everybody would. */
function misreading({ text, value }: Written, declaration?: Pick<Declaration, 'type'>): string | undefined {
  if (text.includes(':')) return `${value}, a number to the base of 60`;
  if (/^[-+]?0[0-7_]+$/.test(text)) return `the octal number ${value}`;
  const takesText = declaration !== undefined && [declaration.type].flat().includes('string');
  return takesText && String(value) !== text ? `the number ${value}` : undefined;
}

function whatToWrite(text: string, value: number, declaration: Declaration | undefined): string {
  const types = [declaration?.type ?? 'string'].flat();
  const decimal = /^[-+]?0*([1-9][0-9]*)$/.exec(text)?.[1];
  const number = decimal === undefined ? `write ${value}` : `write ${decimal} or ${value}, whichever is meant`;
  return types.includes('string') ? `quote it: '${text}'` : number;
}

function numbersIn(value: YamlValue, path: readonly Step[] = []): Omit<Written, 'text'>[] {
  if (typeof value === 'number') return [{ path, value }];
  if (Array.isArray(value)) return value.flatMap((item, index) => numbersIn(item, [...path, index]));
  return isMap(value) ? Object.entries(value).flatMap(([key, item]) => numbersIn(item, [...path, key])) : [];
}
