/** Counts the variables that a manifest still has, and says what fills them. */
import type { Loaded } from '../settings/load.js';
import { isVariable } from '../yaml-value.js';

/** A note for stderr; empty where the document has no variable but those that a director generates (`filled`). */
export function unsetNote(document: string, loaded: Loaded, filled = (_name: string): boolean => false): string {
  return variablesNote(unsetVariables(document, filled), loaded);
}

/** The same for variables that are known by their names. */
export function variablesNote(names: readonly string[], loaded: Loaded): string {
  const fromCf = loaded.cf ? [] : names.filter((name) => name.startsWith('cf_'));
  const overrides = loaded.sections.property_overrides ? [] : names.filter((name) => /^(bbs|etcd)_/.test(name));
  const others = names.filter((name) => !fromCf.includes(name) && !overrides.includes(name));
  const lines = [
    fromCf.length > 0 && `${standing(fromCf)} for values of the deployed CF manifest: -c cf.yml fills them`,
    overrides.length > 0 &&
      `${standing(overrides)} for certificates and keys of BBS and etcd: -p property-overrides.yml fills them`,
    others.length > 0 && `${count(others)} to set in a settings file or when deploying: ${others.join(', ')}`,
  ].filter((line) => line !== false);
  return lines.map((line) => `note: ${line}\n`).join('');
}

/** The names of the variables that a document still has; its header speaks of ((variables)) in general. */
export function unsetVariables(document: string, filled = (_name: string): boolean => false): string[] {
  return variableNames(document.slice(document.indexOf('\n---\n'))).filter((name) => !filled(name));
}

/** The names of the variables within a text, each once. A pattern takes longer to find them than all else here. */
function variableNames(text: string): string[] {
  const names = new Set<string>();
  for (let at = text.indexOf('(('); at >= 0; at = text.indexOf('((', at + 1)) {
    const variable = text.slice(at, text.indexOf('))', at) + 2);
    if (isVariable(variable)) names.add(variable.replace(/^..!?|..$/g, ''));
  }
  return [...names];
}

function standing(names: readonly string[]): string {
  return `${count(names)} ${names.length === 1 ? 'stands' : 'stand'}`;
}

function count(names: readonly string[]): string {
  return names.length === 1 ? '1 variable' : `${names.length} variables`;
}
