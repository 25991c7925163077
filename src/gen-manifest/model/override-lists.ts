/** Checks the insecure registries' lists that the property overrides already have. */
import type { Finding } from '../errors.js';
import type { DiegoFacts } from '../foundations/diego-facts.js';
import { consulDomain } from '../foundations/diego-wiring.js';
import { type Found, placeOf } from '../settings/layers.js';
import type { Settings } from '../settings/settings.js';
import type { YamlValue } from '../yaml-value.js';
import { type AddressProblem, addressProblem, entryProblem, isCidr, withoutCredentials } from './registry-address.js';
import { reachProblem } from './registry-host.js';

/** The paths of the two lists that must both have an entry; with one alone, an app stages and does not start, or the reverse. */
export interface InsecureLists {
  readonly cells: string;
  /** Undefined in versions whose staging has no list. */
  readonly staging: string | undefined;
}

/** Where a version of Diego has its lists among the overrides. */
export function insecureLists({ cells, staging }: Pick<DiegoFacts, 'cells' | 'staging'>): InsecureLists {
  const path = (stub: string): string => `property_overrides.${stub}`;
  return { cells: path(cells.stub), staging: staging.form === 'list' ? path(staging.stub) : undefined };
}

/** Findings for entries that would break staging or match no image, and for entries in one list alone. */
export function overrideListFindings(settings: Settings, { cells, staging }: InsecureLists): Finding[] {
  const garden = settings.find(cells);
  if (staging === undefined) return entryFindings(garden, true);
  const stager = settings.find(staging);
  return [
    ...entryFindings(garden, true),
    ...entryFindings(stager, false),
    ...onlyIn(garden, stager, 'garden', 'stager'),
    ...onlyIn(stager, garden, 'stager', 'garden'),
  ];
}

function entryFindings(found: Found | undefined, forCells: boolean): Finding[] {
  if (!found || !Array.isArray(found.value)) return [];
  return found.value.flatMap((entry, index): Finding[] => {
    if (forCells && isRange(entry)) return [];
    const what = `${found.path}[${index}]${typeof entry === 'string' ? ` (${withoutCredentials(entry)})` : ''}`;
    const place = placeOf(found, [index]);
    const stops = entryProblem(entry);
    if (stops) return [{ ...malformed(what, found, stops), place }];
    const useless = addressProblem(entry);
    if (useless) return [{ ...malformed(what, found, useless), severity: 'warning', place }];
    const problem = reachProblem(entry as string);
    // Cells resolve consul's names, staging containers do not: one warning for the two lists is enough.
    if (!problem || (forCells && consulDomain.test(hostOf(entry as string)))) return [];
    return [{ ...malformed(what, found, problem, 'unreachable-registry'), severity: 'warning', place }];
  });
}

const isRange = (entry: YamlValue): boolean => typeof entry === 'string' && isCidr(entry);
const hostOf = (entry: string): string => entry.slice(0, entry.lastIndexOf(':'));

/** Findings for lists that are one ((variable)): nothing can be added to them, and replacing them would lose entries. */
export function unextendableLists(settings: Settings, { cells, staging }: InsecureLists): Finding[] {
  return [cells, ...(staging === undefined ? [] : [staging])].flatMap((path): Finding[] => {
    const found = settings.find(path);
    if (!found || found.value === null || Array.isArray(found.value)) return [];
    return [
      {
        code: 'wrong-type',
        severity: 'error',
        message: `${path} is no list, so that registry and cache cannot be added to it`,
        hint: 'write it as a list with one ((variable)) an entry',
        place: placeOf(found),
      },
    ];
  });
}

/** Warnings for entries in one list alone: such an app stages and does not start, or the reverse. */
function onlyIn(one: Found | undefined, other: Found | undefined, here: string, there: string): Finding[] {
  const entries = one && Array.isArray(one.value) ? one.value : [];
  const others = new Set<YamlValue>(other && Array.isArray(other.value) ? other.value : []);
  return entries.flatMap((entry, index): Finding[] =>
    others.has(entry) || typeof entry !== 'string' || isRange(entry)
      ? []
      : [
          {
            code: 'one-list-only',
            severity: 'warning',
            message: `${withoutCredentials(entry)} is in ${here}.insecure_docker_registry_list and not in ${there}'s`,
            hint:
              here === 'garden'
                ? 'cells would pull from it, staging would not'
                : 'staging would read from it, cells would not pull from it',
            place: placeOf(one as Found, [index]),
          },
        ],
  );
}

/** The finding for an address that cannot work. */
export function malformed(
  what: string,
  found: Found,
  { problem, hint }: AddressProblem,
  code: 'malformed-registry' | 'unreachable-registry' = 'malformed-registry',
): Finding {
  const shownValue =
    what === found.path && typeof found.value === 'string' ? ` (${withoutCredentials(found.value)})` : '';
  return { code, severity: 'error', message: `${what}${shownValue} ${problem}`, hint, place: placeOf(found) };
}
