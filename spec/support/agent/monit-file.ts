/** A job's `monit` file, as far as jobs under BPM use it; anything else is an error. */

/** A service that monit keeps running. */
export interface MonitService {
  readonly name: string;
  readonly pidFile: string;
  readonly start: readonly string[];
  readonly stop: readonly string[];
}

const statements: readonly (readonly [RegExp, string])[] = [
  [/^with\s+pidfile\s+"?([^\s"]+)"?/, 'pidFile'],
  [/^start\s+program\s+=?\s*"([^"]+)"(?:\s+with\s+timeout\s+\d+\s+seconds)?/, 'start'],
  [/^stop\s+program\s+=?\s*"([^"]+)"(?:\s+with\s+timeout\s+\d+\s+seconds)?/, 'stop'],
  [/^group\s+(vcap)/, 'group'],
];

/** The services of a file. */
export function parseMonit(text: string): MonitService[] {
  const rest = text.replace(/^\s*#.*$/gm, '');
  const [before = '', ...checks] = rest.split(/^\s*check\s+process\s+/m);
  if (before.trim() !== '') throw new Error(`monit: ${before.trim()} is not understood here`);
  return checks.map(parseCheck);
}

function parseCheck(text: string): MonitService {
  const name = /^\S+/.exec(text)?.[0] ?? '';
  const found: Record<string, string> = {};
  let rest = text.slice(name.length).trim();
  while (rest !== '') {
    const statement = statements.map(([pattern, key]) => [pattern.exec(rest), key] as const).find(([match]) => match);
    const [match, key] = statement ?? [null, ''];
    if (!match) throw new Error(`monit, ${name}: ${rest.split('\n')[0] ?? ''} is not understood here`);
    found[key] = match[1] ?? '';
    rest = rest.slice(match[0].length).trim();
  }
  for (const key of ['pidFile', 'start', 'stop', 'group']) {
    if (found[key] === undefined) throw new Error(`monit, ${name}: there is no ${key}`);
  }
  const words = (key: string): string[] => (found[key] ?? '').split(/\s+/);
  return { name, pidFile: found['pidFile'] ?? '', start: words('start'), stop: words('stop') };
}
