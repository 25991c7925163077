/** The base as it is deployed: the manifest with its ops files applied. */
import type { Finding } from '../../errors.js';
import type { Base } from '../../settings/base-manifest.js';
import type { YamlSource } from '../../settings/yaml-source.js';
import { isMap, scalarText, type YamlMap, type YamlValue } from '../../yaml-value.js';
import { isDeepStrictEqual } from 'node:util';
import type { PlannedValue } from '../planned.js';
import { applied, type Applied, found } from './apply.js';
import { readPointer } from './pointer.js';

/** The base with every operation of its ops files made; a finding for each that cannot be made. */
export function patchedBase({ manifest, opsFiles }: Base, findings: Finding[]): PlannedValue {
  return opsFiles.reduce<PlannedValue>((document, file) => withOpsFile(document, file, findings), manifest.value);
}

function withOpsFile(document: PlannedValue, { file, value }: YamlSource, findings: Finding[]): PlannedValue {
  if (!Array.isArray(value)) {
    findings.push({
      code: 'wrong-type',
      severity: 'error',
      message: 'an ops file is a list of operations, and this is none',
      hint: 'give the manifest as --base and ops files as -o',
      place: { file, path: [] },
    });
    return document;
  }
  return value.reduce<PlannedValue>((here, operation, index) => {
    const result = made(here, operation);
    if (!('problem' in result)) return result.value as PlannedValue;
    findings.push({
      code: 'not-allowed',
      severity: 'error',
      message: `${pathOf(operation)}: ${result.problem}`,
      hint: 'bosh would refuse it too: is the base the one that this ops file is for, and are all ops files before it given?',
      place: { file, path: [index] },
    });
    return here;
  }, document);
}

const pathOf = (operation: YamlValue): string => (isMap(operation) && scalarText(operation['path'])) || 'an operation';

function made(document: PlannedValue, operation: YamlValue): Applied {
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
