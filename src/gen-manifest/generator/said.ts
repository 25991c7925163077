/**
 * What spiff says of its inputs, as sentences.
 *
 * Source: cloudfoundry-incubator/spiff v1.0.8, flow/errors.go: each unresolved node is a line of its expression, its
 * file, its path, and what it refers to.
 */
import type { Finding } from '../errors.js';
import type { GeneratorFile } from '../foundations/diego-release/generator-files.js';
import { fileName } from './command-line.js';

/** What the operator calls each file that the generator got. */
export type OwnNames = ReadonlyMap<GeneratorFile, string>;

/** Errors of the operator's inputs where spiff names them; else one of the tool, with the end of what it said. */
export function saidFindings(stderr: string, names: OwnNames): Finding[] {
  const lines = stderr.split('\n').map((line) => line.trim());
  const unresolved = lines.flatMap((line) => unresolvedNode(line, names));
  const known = [
    ...new Map(
      [...unresolved, ...lines.flatMap((line) => unreadable(line, names))].map((each) => [each.message, each]),
    ).values(),
  ];
  if (known.length > 0) return withoutConsequences(known);
  const end = lines
    .filter((line) => line !== '')
    .slice(-15)
    .join('\n');
  const hint = 'this is what it said; is the checkout whole, and are the stubs for this version?';
  return [{ code: 'tool-failed', severity: 'error', message: `diego-release's generator failed: ${end}`, hint }];
}

/** Values that are made of missing ones are no news. */
function withoutConsequences(findings: readonly Finding[]): Finding[] {
  const causes = findings.filter(({ code }) => code !== 'spiff-node');
  return causes.length > 0 ? causes : [...findings];
}

const sections = [
  'property_overrides',
  'iaas_settings',
  'sql_overrides',
  'persistent_disk_overrides',
  'additional_jobs',
];

function unresolvedNode(line: string, names: OwnNames): Finding[] {
  const [, expression, file, path] = /^\(\( (.*?) \)\)\s+in (\S+)\s+(\S+)\s/.exec(`${line} `) ?? [];
  if (expression === undefined || file === undefined || path === undefined) return [];
  const missing = (message: string, hint: string): Finding[] => [{ code: 'missing', severity: 'error', message, hint }];
  if (/config-from-cf(-internal)?\.yml$/.test(file) && expression === 'merge') {
    return missing(
      `${names.get('cf') ?? 'the CF manifest'} has no ${path}, which Diego needs`,
      'is this the whole manifest of the cf-release that is deployed?',
    );
  }
  const section = sections.find((each) => expression.startsWith(`${each}.`));
  if (section !== undefined) {
    const where = section === 'property_overrides' ? names.get('property-overrides') : undefined;
    return missing(
      `${where ?? 'the stubs'}: ${expression} is missing, which ${path} needs`,
      'gen-manifest stubs shows what a version needs',
    );
  }
  const message = `${path}: spiff cannot resolve (( ${expression} ))`;
  return [{ code: 'spiff-node', severity: 'error', message, hint: 'what it refers to is in none of the inputs' }];
}

/** A stub that spiff's YAML library refuses: it is an older YAML than that which gen-manifest reads. */
function unreadable(line: string, names: OwnNames): Finding[] {
  const [, file = '', problem] = /error (?:parsing|reading) (?:stub|template) \[([^\]]+)\]: (.*)$/.exec(line) ?? [];
  if (problem === undefined) return [];
  const [, own] = [...names].find(([name]) => file === fileName(name) || file === `./${fileName(name)}`) ?? [];
  const hint =
    "spiff reads an older YAML: put quotes around what it stumbles over, such as 'host:port' within brackets";
  return [{ code: 'yaml-syntax', severity: 'error', message: `${own ?? file}, as spiff reads it: ${problem}`, hint }];
}
