/** YAML 1.1 readers of other languages, where this machine has them: PyYAML (libyaml's rules) and Ruby's Psych. */
import { spawnSync } from 'node:child_process';
import type { YamlValue } from '../../src/gen-manifest/yaml-value.js';

/** Reads a YAML document from each text, all in one process. */
export type ForeignReader = (texts: readonly string[]) => YamlValue[];

const python = `
import json, sys, yaml
json.dump([yaml.safe_load(text) for text in json.load(sys.stdin)], sys.stdout)
`;
const ruby = `
require 'json'
require 'yaml'
$stdin.set_encoding('UTF-8')
puts JSON.generate(JSON.parse($stdin.read).map { |text| YAML.load(text) })
`;

const readers = {
  PyYAML: ['python3', '-c', python, 'import yaml'],
  Ruby: ['ruby', '-e', ruby, 'require "yaml"'],
} as const;

/** The names of the readers. */
export const foreignReaders = Object.keys(readers) as (keyof typeof readers)[];

/** A reader, or undefined where this machine does not have it. */
export function foreignReader(name: keyof typeof readers): ForeignReader | undefined {
  const [program, option, script, probe] = readers[name];
  if (spawnSync(program, [option, probe]).status !== 0) return undefined;
  return (texts) => {
    const input = JSON.stringify(texts);
    const { status, stdout, stderr } = spawnSync(program, [option, script], {
      input,
      encoding: 'utf8',
      maxBuffer: 256 * 1024 * 1024,
    });
    if (status !== 0) throw new Error(`${name} refuses a document: ${stderr}`);
    return JSON.parse(stdout) as YamlValue[];
  };
}
