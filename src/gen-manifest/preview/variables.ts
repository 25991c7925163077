/** Fills `((variables))` from vars files as bosh does; those that no file has stay visible. */
import { isMap, variableName, type YamlMap, type YamlValue } from '../yaml-value.js';

/** bosh takes a space on either side as well: bosh-cli v7.10.6, director/template/template.go, interpolationRegex. */
const spaced = String.raw`\(\( ?(!?${variableName}) ?\)\)`;
const variable = new RegExp(spaced, 'gu');
const variableAlone = new RegExp(`^${spaced}$`, 'u');

/** What became of a document's variables. */
export interface Filled {
  readonly value: YamlValue;
  /** Names that no vars file has. */
  readonly unset: ReadonlySet<string>;
}

/** Fills `value`, keys included. */
export function fillVariables(value: YamlValue, variables: YamlMap): Filled {
  const unset = new Set<string>();
  return { value: filled(value, variables, unset), unset };
}

function filled(value: YamlValue, variables: YamlMap, unset: Set<string>): YamlValue {
  if (typeof value === 'string') return filledText(value, variables, unset);
  if (Array.isArray(value)) return value.map((item) => filled(item, variables, unset));
  if (!isMap(value)) return value;
  return Object.fromEntries<YamlValue>(
    Object.entries(value).map(([key, child]) => {
      const name = filledText(key, variables, unset);
      return [typeof name === 'string' ? name : key, filled(child, variables, unset)];
    }),
  );
}

/** A variable alone becomes its value of whatever type; within other text only a scalar can stand. */
function filledText(text: string, variables: YamlMap, unset: Set<string>): YamlValue {
  const whole = variableAlone.exec(text)?.[1];
  if (whole !== undefined) {
    const value = lookedUp(whole, variables, unset);
    return value === undefined ? standIn(whole, text) : value;
  }
  return text.replace(variable, (written, name: string) => {
    const value = lookedUp(name, variables, unset);
    return value === undefined || typeof value === 'object' ? written : String(value);
  });
}

/** `((a.b))` is the key `b` of the variable `a`. */
function lookedUp(written: string, variables: YamlMap, unset: Set<string>): YamlValue | undefined {
  const name = written.replace(/^!/, '');
  let here: YamlValue | undefined = Object.hasOwn(variables, name) ? variables[name] : undefined;
  if (here === undefined) {
    const [first = '', ...steps] = name.split('.');
    here = Object.hasOwn(variables, first) ? variables[first] : undefined;
    for (const step of steps) here = isMap(here) && Object.hasOwn(here, step) ? here[step] : undefined;
  }
  if (here === undefined) unset.add(name);
  return here;
}

/**
 * What an unset variable is shown as: itself, and within the lines of PEM where its name says that it is a
 * certificate or a key of one (bosh.io/docs/variable-types), so that a template which checks that still renders.
 */
function standIn(name: string, written: string): string {
  const part = /\.(ca|certificate|private_key)$/.exec(name)?.[1];
  if (part === undefined) return written;
  const kind = part === 'private_key' ? 'PRIVATE KEY' : 'CERTIFICATE';
  return `-----BEGIN ${kind}-----\n${written}\n-----END ${kind}-----\n`;
}
