/** Reads documents that are only compared: manifests, stubs, ops files, and the templates of spiff. */
import type { Finding } from '../errors.js';
import { readInput } from './read-file.js';
import { parseYaml, type YamlSource } from './yaml-source.js';

/** A merge key with a node of spiff, `<<: (( merge ))`: text for everybody else, and no map that YAML could merge. */
const spiffMerge = /^((?:[ -]|\t)*)<<(\s*:\s*\(\()/gm;

/**
 * Reads `file` as bosh takes it, where a key may stand twice in a map and the last one counts. Merge keys of
 * spiff are kept as what they are written as; lines are those of the file.
 */
export async function readAnyYaml(file: string, findings: Finding[]): Promise<YamlSource | undefined> {
  const read = readInput(file);
  if ('text' in read) return parseYaml(file, read.text.replace(spiffMerge, '$1"<<"$2'), findings, true);
  findings.push(read.finding);
  return undefined;
}
