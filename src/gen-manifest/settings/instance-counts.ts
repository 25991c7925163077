/** Checks the instance-counts stub, a list of `{name, instances, max_in_flight}` or a map by name. */
import type { Finding, Place, Step } from '../errors.js';
import { find, isMap, scalarText, type YamlValue } from '../yaml-value.js';
import { catalog } from './catalog.js';
import { didYouMean } from './nearest.js';
import { shown } from './shown.js';
import { type StubSection, type Unread, unreadKey, wrongKind } from './stubs.js';

/** Findings for the section instance_count_overrides: known jobs, counts that BOSH takes, no name twice. */
export function countFindings(section: StubSection, unread: Unread): Finding[] {
  const name = 'instance_count_overrides';
  const { source, value } = section;
  if (value === null) return [];
  const items: [Step, string, YamlValue][] = Array.isArray(value)
    ? value.map((item, index) => [index, scalarText(find(item, ['name'])), item])
    : isMap(value)
      ? Object.entries(value).map(([key, item]) => [key, key, item])
      : [];
  if (items.length === 0 && !isMap(value) && !Array.isArray(value)) {
    return [
      wrongKind(`${name} is ${shown(value, false)}, it takes a list of {name, instances}`, {
        file: source.file,
        path: [name],
      }),
    ];
  }
  const seen = new Set<string>();
  return items.flatMap(([step, job, item]) => {
    const place = { file: source.file, path: [name, step] };
    if (seen.has(job)) return [duplicate(job, place, unread)];
    seen.add(job);
    return oneCount(job, item, place, Array.isArray(value), unread);
  });
}

function oneCount(
  job: string,
  item: YamlValue,
  place: Place & { path: readonly Step[] },
  named: boolean,
  unread: Unread,
): Finding[] {
  const at = `instance_count_overrides.${job}`;
  const known = [...catalog.keys()]
    .filter((path) => path.startsWith('instance_count_overrides.') && path.endsWith('.instances'))
    .map((path) => path.split('.')[1] as string);
  if (!known.includes(job)) {
    const hint = didYouMean(job, known);
    return [
      {
        code: 'unknown-key',
        severity: 'error',
        message: job === '' ? 'an instance count without a name' : `there is no job ${job}`,
        hint,
        place,
      },
    ];
  }
  if (!isMap(item)) return [wrongKind(`${at} is ${shown(item, false)}, it takes a map with instances`, place)];
  return Object.keys(item).flatMap((key): Finding[] => {
    if (key === 'name' && named) return [];
    const here = { file: place.file, path: [...place.path, key] };
    if (!catalog.has(`${at}.${key}`)) {
      const reason = key === 'max_in_flight' ? `${job} is updated one by one` : didYouMean(key, ['instances']);
      return [unreadKey(`${at}.${key}`, reason, here, unread)];
    }
    return key === 'instances' ? instanceCount(`${at}.${key}`, item[key] as YamlValue, here) : [];
  });
}

function instanceCount(path: string, value: YamlValue, place: Place): Finding[] {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return [];
  if (typeof value === 'string' && value.startsWith('((')) return [];
  const message = `${path} is ${shown(value, false)}, it takes a whole number of at least 0`;
  const quoted = typeof value === 'string' && /^[0-9]+$/.test(value);
  return [{ ...wrongKind(message, place), ...(quoted && { hint: `write ${value} without quotes` }) }];
}

function duplicate(name: string, place: Place, unread: Unread): Finding {
  return {
    code: 'duplicate-name',
    severity: unread,
    message: `${name} stands twice, only the first counts`,
    hint: 'remove one of them',
    place,
  };
}
