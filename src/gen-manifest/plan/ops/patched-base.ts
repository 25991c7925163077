/** The base as it is deployed: the manifest with its ops files applied. */
import type { Finding } from '../../errors.js';
import type { Base } from '../../settings/base-manifest.js';
import type { YamlSource } from '../../settings/yaml-source.js';
import { isMap, scalarText, type YamlMap, type YamlValue } from '../../yaml-value.js';
import { isDeepStrictEqual } from 'node:util';
import type { PlannedValue } from '../planned.js';
import { applied, type Applied, found } from './apply.js';
import { readPointer } from './pointer.js';

/** An operation that was made, and the document around it: what it did not touch is the same object in both. */
export interface MadeOperation {
  readonly source: YamlSource;
  /** Counted from 0, in the ops file. */
  readonly index: number;
  readonly before: PlannedValue;
  readonly after: PlannedValue;
}

/** A document with operations made in it. */
export interface Patched {
  readonly document: PlannedValue;
  readonly made: readonly MadeOperation[];
}

/** The base with every operation of its ops files made; a finding for each that cannot be made. */
export function patchedBase({ manifest, opsFiles }: Base, findings: Finding[]): PlannedValue {
  return patched(manifest.value, opsFiles, findings).document;
}

/** A document with every operation of the ops files made, in their order; a finding for each that cannot be made. */
export function patched(document: PlannedValue, opsFiles: readonly YamlSource[], findings: Finding[]): Patched {
  const made: MadeOperation[] = [];
  let here = document;
  for (const source of opsFiles) {
    for (const [index, operation] of operationsOf(source, findings).entries()) {
      const result = madeIn(here, operation);
      if ('problem' in result) {
        findings.push(refused(source, index, `${pathOf(operation)}: ${result.problem}`));
        continue;
      }
      const after = result.value as PlannedValue;
      if (after !== here) made.push({ source, index, before: here, after });
      here = after;
    }
  }
  return { document: here, made };
}

function operationsOf({ file, value }: YamlSource, findings: Finding[]): readonly YamlValue[] {
  if (Array.isArray(value)) return value;
  findings.push({
    code: 'wrong-type',
    severity: 'error',
    message: 'an ops file is a list of operations, and this is none',
    hint: 'behind -o stand ops files alone; the manifest that they are for is given without it',
    place: { file, path: [] },
  });
  return [];
}

function refused({ file }: YamlSource, index: number, message: string): Finding {
  return {
    code: 'not-allowed',
    severity: 'error',
    message,
    hint: 'bosh would refuse it too: is the base the one that this ops file is for, and are all ops files before it given?',
    place: { file, path: [index] },
  };
}

const pathOf = (operation: YamlValue): string => (isMap(operation) && scalarText(operation['path'])) || 'an operation';

function madeIn(document: PlannedValue, operation: YamlValue): Applied {
  if (!isMap(operation)) return { problem: 'it is no map' };
  if (typeof operation['path'] !== 'string') return { problem: 'it has no path' };
  const path = readPointer(operation['path']);
  if ('problem' in path) return path;
  switch (operation['type']) {
    case 'replace':
      if (operation['value'] === undefined) return { problem: 'it has no value' };
      return applied(document, path, { value: operation['value'] });
    case 'remove':
      return applied(document, path, {});
    case 'test':
      return tested(document, operation, found(document, path));
    default:
      return { problem: `its type is none of replace, remove, test` };
  }
}

/** A test changes nothing: the value is there, or the path leads nowhere where it says `absent`. */
function tested(document: PlannedValue, operation: YamlMap, at: Applied): Applied {
  if (operation['absent'] === true)
    return 'problem' in at ? { value: document } : { problem: 'it is there, and must not be' };
  if ('problem' in at) return at;
  return isDeepStrictEqual(at.value, operation['value'])
    ? { value: document }
    : { problem: 'it is not what the test says' };
}
