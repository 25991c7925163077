/** Fills `((variables))` from vars files as bosh does, but for secrets; those that no file has stay visible. */
import { redacted } from '../secrets/redacted.js';
import { isMap, scalarText, variableName, type YamlMap, type YamlValue } from '../yaml-value.js';

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

/** The types of a manifest's `variables:`, by their names: they tell what a variable that nothing fills would be. */
export function variableTypes(manifest: YamlMap): ReadonlyMap<string, string> {
  const declared = Array.isArray(manifest['variables']) ? manifest['variables'] : [];
  return new Map(
    declared.filter(isMap).map((each): [string, string] => [scalarText(each['name']), scalarText(each['type'])]),
  );
}

/** The names of the variables in a value, once each. */
export function variablesIn(value: YamlValue): ReadonlySet<string> {
  return fillVariables(value, {}).unset;
}

/** Fills `value`, keys included. */
export function fillVariables(
  value: YamlValue,
  variables: YamlMap,
  types: ReadonlyMap<string, string> = new Map(),
): Filled {
  const filling = new Filling(variables, types);
  return { value: filling.filled(value), unset: filling.unset };
}

class Filling {
  readonly unset = new Set<string>();

  constructor(
    private readonly variables: YamlMap,
    private readonly types: ReadonlyMap<string, string>,
  ) {}

  filled(value: YamlValue): YamlValue {
    if (typeof value === 'string') return this.filledText(value);
    if (Array.isArray(value)) return value.map((item) => this.filled(item));
    if (!isMap(value)) return value;
    return Object.fromEntries<YamlValue>(
      Object.entries(value).map(([key, child]) => {
        const name = this.filledText(key);
        return [typeof name === 'string' ? name : key, this.filled(child)];
      }),
    );
  }

  /** A variable alone becomes its value of whatever type; within other text only a scalar can stand. */
  private filledText(text: string): YamlValue {
    if (!text.includes('((')) return text;
    const whole = variableAlone.exec(text)?.[1];
    if (whole !== undefined) {
      const value = this.lookedUp(whole);
      return value === undefined ? standIn(whole, text, this.types) : value;
    }
    return text.replace(variable, (written, name: string) => {
      const value = this.lookedUp(name);
      return value === undefined || typeof value === 'object' ? written : String(value);
    });
  }

  /** `((a.b))` is the key `b` of the variable `a`. */
  private lookedUp(written: string): YamlValue | undefined {
    const name = written.replace(/^!/, '');
    let here: YamlValue | undefined = Object.hasOwn(this.variables, name) ? this.variables[name] : undefined;
    if (here === undefined) {
      const [first = '', ...steps] = name.split('.');
      here = Object.hasOwn(this.variables, first) ? this.variables[first] : undefined;
      for (const step of steps) here = isMap(here) && Object.hasOwn(here, step) ? here[step] : undefined;
    }
    if (here === undefined) this.unset.add(name);
    return here === undefined ? undefined : redacted(here, this.secretNames(name));
  }

  /** A variable's name tells of a secret as a property's does, and so does its type. */
  private secretNames(name: string): string[] {
    return [...name.split(/[./]/), ...(this.types.get(name) === 'password' ? ['password'] : [])];
  }
}

/** What a variable of a type is made of (bosh.io/docs/variable-types); of the other types it is one text. */
const parts: Readonly<Record<string, readonly string[]>> = {
  certificate: ['ca', 'certificate', 'private_key'],
  rsa: ['private_key', 'public_key'],
  ssh: ['private_key', 'public_key', 'public_key_fingerprint'],
  user: ['username', 'password', 'password_hash'],
};

/**
 * What an unset variable is shown as: itself, and within the lines of PEM where its name says that it is a
 * certificate or a key of one, so that a template which checks that still renders. One that is used whole, and
 * that the manifest declares with a type of several parts, has these parts.
 */
function standIn(written: string, text: string, types: ReadonlyMap<string, string>): YamlValue {
  const name = written.replace(/^!/, '');
  const ofType = parts[types.get(name) ?? ''];
  if (ofType) return Object.fromEntries(ofType.map((part) => [part, pem(part, `((${written}.${part}))`)]));
  return pem(/\.([a-z_]+)$/.exec(name)?.[1] ?? '', text);
}

function pem(part: string, text: string): string {
  const kind = part === 'private_key' ? 'PRIVATE KEY' : part === 'ca' || part === 'certificate' ? 'CERTIFICATE' : '';
  return kind === '' ? text : `-----BEGIN ${kind}-----\n${text}\n-----END ${kind}-----\n`;
}
