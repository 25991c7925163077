/** Reads what settings files and `--set` say, and checks it against the schema of the settings. */
import type { Finding, Place, Step } from '../errors.js';
import { isMap, type YamlMap, type YamlValue } from '../yaml-value.js';
import type { Layer } from './layers.js';
import { applySet } from './set-option.js';
import { spiffNode } from './stubs.js';
import { validated } from './validated.js';
import { validateSettings } from './validators.js';
import { readYaml, type YamlSource } from './yaml-source.js';

/** A settings file that was read. */
export interface SettingsFile {
  /** Undefined where the file is no map. */
  readonly layer?: Layer;
  readonly source: YamlSource;
}

/** Reads settings files, in the order in which one is laid over the other. */
export async function readSettings(files: readonly string[], findings: Finding[]): Promise<SettingsFile[]> {
  const read: SettingsFile[] = [];
  for (const file of files) {
    const source = await readYaml(file, findings);
    if (!source) continue;
    if (!isMap(source.value)) {
      findings.push(noMap(file));
      read.push({ source });
      continue;
    }
    const { spiffNodes } = await import('./spiff-nodes.js');
    findings.push(...spiffNodes(source.value).map((path) => spiffNode({ file, path })));
    const place = (path: readonly Step[]): Place => ({ file, path });
    findings.push(...(await settingsFindings(source.value, place)));
    findings.push(...(await import('./misread-numbers.js')).misreadNumbers(source));
    read.push({ layer: { origin: { kind: 'settings', file }, tree: source.value }, source });
  }
  return read;
}

function noMap(file: string): Finding {
  return {
    code: 'wrong-type',
    severity: 'error',
    message: 'the settings are not a map',
    hint: 'gen-manifest init --env openstack prints a file to start from',
    place: { file, path: [] },
  };
}

/** What `--set` gives, as one tree. */
export async function readSet(set: readonly string[], findings: Finding[]): Promise<YamlMap> {
  const tree: YamlMap = {};
  for (const argument of set) await applySet(argument, tree, findings);
  if (set.length > 0) {
    const { spiffNodes } = await import('./spiff-nodes.js');
    const file = (path: readonly Step[]): string => `--set ${path.join('.')}`;
    findings.push(...spiffNodes(tree).map((path) => spiffNode({ file: file(path), path })));
    findings.push(...(await settingsFindings(tree, (path) => ({ file: file(path) }))));
  }
  return tree;
}

async function settingsFindings(tree: YamlValue, place: (path: readonly Step[]) => Place): Promise<Finding[]> {
  return validated(validateSettings, {
    tree,
    prefix: '',
    place,
    unknownKey: (path, hint, at) => ({
      code: 'unknown-key',
      severity: 'error',
      message: `there is no setting ${path}`,
      hint,
      place: at,
    }),
  });
}
