/** An explanation in words, for a terminal. */
import type { Declaration } from '../foundations/declaration.js';
import type {
  ExplainedGroup,
  ExplainedInput,
  ExplainedProperty,
  ExplainedSource,
  Explanation,
  ShownPlace,
} from '../plan/explain/explanation.js';
import type { YamlValue } from '../yaml-value.js';
import { flowYaml } from './flow-yaml.js';
import { declarationRows, typeWord } from './setting-words.js';
import { shownValue } from './shown-value.js';
import { labelled, type Row, shortened, table, textWidth, wrapped } from './wrapped-text.js';

/** What the inputs of a run make of what is explained, in words. */
export interface Current {
  /** Undefined where nothing sets it. */
  readonly value: YamlValue | undefined;
  /** What set it, such as `docker.yml:3:3`. */
  readonly setBy: readonly string[];
  /** What set it as well, and does not count. */
  readonly winsOver: readonly string[];
}

/** What an explanation is shown with. */
export interface ShownWith {
  /** Undefined where no inputs are given. */
  readonly current: Current | undefined;
  /** The options that set a setting or input, such as `-s or --set`. */
  readonly options: (source: ExplainedSource['source']) => string;
}

/** The text of an explanation. */
export function explanationText(explanation: Explanation, shown: ShownWith): string {
  switch (explanation.kind) {
    case 'input':
      return inputText(explanation, shown);
    case 'group':
      return groupText(explanation);
    case 'property':
      return propertyText(explanation, shown);
  }
}

const files = { setting: '', cf: ', in the deployed CF manifest', iaas: ', in the iaas-settings stub' } as const;

function inputText(input: ExplainedInput, { current, options }: ShownWith): string {
  const { source, declaration, description, endsUpIn } = input;
  const places = [...endsUpIn.map(placeText), ...(declaration?.['x-ends-up-in'] ?? [])];
  return (
    heading(`${source.path}${files[source.kind]}`, description) +
    labelled([
      ...(declaration ? declarationRows(source.path, declaration) : []),
      ['needed', declaration?.['x-required'] === true ? ['yes: Diego cannot be deployed without it'] : []],
      ['not set', notSet(input)],
      ['ends up in', places.length > 0 ? places : ['nothing: upstream reads it and does not use it']],
      ['set with', [options(source)]],
      ...currentRows(current),
    ])
  );
}

/** What applies where nobody sets it: gen-manifest's default, else what the manifest has, else the job's own. */
function notSet({ declaration, unset }: ExplainedInput): string[] {
  if (!declaration || declaration.default !== undefined) return [];
  const job = declaration['x-job-default'];
  // A property of this release's own jobs stands in no manifest of Diego's.
  if (unset === undefined) return job === undefined ? [] : [`the job takes ${flowYaml(job as YamlValue)}`];
  if (unset !== null) return [`Diego's manifest has ${shortened(flowYaml(unset), textWidth)}`];
  const taken = job === undefined ? '' : `, the job takes ${flowYaml(job as YamlValue)}`;
  return [`Diego's manifest has null${taken}`];
}

function propertyText(property: ExplainedProperty, { current, options }: ShownWith): string {
  const { path, description, sources, whole, parts } = property;
  const [first, ...others] = sources;
  const meaning = description ?? (whole ? first?.description : undefined);
  const group = parts.length > 0 && first === undefined;
  const rows: Row[] = [
    ...(whole ? settingRows(first) : []),
    ['comes from', group ? [] : sourceLines(sources, meaning)],
    ['set with', first?.declaration && others.length === 0 ? [options(first.source)] : []],
    ...(group || current?.value === undefined ? [] : currentRows(current)),
  ];
  const sections = [labelled(rows), partsText(path, parts)].filter((section) => section !== '');
  return heading(`${path.join('.')}, in Diego's manifest`, meaning) + sections.join('\n');
}

function settingRows(source: ExplainedSource | undefined): Row[] {
  return source?.declaration ? declarationRows(source.source.path, source.declaration) : [];
}

/** The sources of a value, each with its meaning below it; not again where that is the meaning of the whole. */
function sourceLines(sources: readonly ExplainedSource[], whole: string | undefined): string[] {
  if (sources.length === 0) return ['this version of Diego: nothing sets it'];
  const meanings = new Map<string, ExplainedSource[]>();
  for (const source of sources) {
    meanings.set(source.description, [...(meanings.get(source.description) ?? []), source]);
  }
  return [...meanings].flatMap(([meaning, list]) => {
    const inWords = meaning === '' || meaning === whole ? [] : wrapped(meaning, textWidth - 20);
    return [...joinedEnvironments(list), ...inWords.map((line) => `  ${line}`)];
  });
}

/** The sources' paths; those that differ in the environment alone are one. */
function joinedEnvironments(sources: readonly ExplainedSource[]): string[] {
  const environmentsOf = new Map<string, string[]>();
  for (const { source } of sources) {
    const [, environment, rest] = /^iaas\.([^.]+)(\..*)$/.exec(source.path) ?? [];
    const key = rest ?? `${source.path}${files[source.kind]}`;
    const known = environmentsOf.get(key) ?? [];
    environmentsOf.set(key, environment === undefined ? known : [...known, environment]);
  }
  return [...environmentsOf].map(([path, [first, ...others]]) => {
    if (first === undefined) return path;
    return `iaas.${others.length === 0 ? first : `{${[first, ...others].join(',')}}`}${path}`;
  });
}

/** A table of what stands below a property: its path there, its value, and what it comes from. */
function partsText(path: readonly string[], parts: ExplainedProperty['parts']): string {
  if (parts.length === 0) return '';
  const rows = parts.map(({ path: at, value, sources }) => [
    at.slice(path.length).join('.'),
    value === undefined ? '' : shortened(shownValue(value)[0] as string, valueWidth),
    joinedEnvironments(sources).join(', ').replaceAll(files.cf, ' (CF)'),
  ]);
  const cf = rows.some(([, , from]) => from?.includes('(CF)')) ? '; (CF) is the deployed CF manifest' : '';
  return `  In it, each with its value and what it comes from${cf}:\n\n${table(rows)}`;
}

/** Columns of a value in a table. */
const valueWidth = 40;

function groupText({ path, description, settings }: ExplainedGroup): string {
  const rows = settings.map(([each, declaration]) => [
    each,
    typeWord(declaration),
    `${defaultText(declaration)}${declaration.description}`,
  ]);
  return (path === '' ? '' : heading(path, description)) + table(rows, '');
}

/** What applies where nobody sets it: gen-manifest's default, else upstream's, else the job's own. */
function defaultText(declaration: Declaration): string {
  const initial = declaration.default ?? declaration['x-manifest-default'] ?? declaration['x-job-default'];
  // Units of measure alone: `5000 TCP port` and `5s Go duration` say nothing that the value does not.
  const unit = /^\w+$/.test(declaration['x-unit'] ?? '') ? ` ${declaration['x-unit']}` : '';
  return initial === undefined ? '' : `[${flowYaml(initial as YamlValue)}${unit}] `;
}

function heading(title: string, meaning: string | undefined): string {
  const lines = meaning ? wrapped(meaning, textWidth - 2).map((line) => `  ${line}\n`) : [];
  return `${title}\n${lines.join('')}\n`;
}

function placeText({ document, path }: ShownPlace): string {
  return document === 'manifest' ? path : `${path}, of the ${document} stub`;
}

function currentRows(current: Current | undefined): Row[] {
  if (!current) return [];
  const { value, setBy, winsOver } = current;
  return [
    ['value', value === undefined ? ['not set'] : shownValue(value)],
    ['set by', setBy],
    ['wins over', winsOver],
  ];
}
