/**
 * What the cf CLI keeps of its target, in ~/.cf/config.json: which org and space, and whether it writes requests
 * into a file. Nothing else of that file is looked at.
 *
 * Source: cloudfoundry/cli, cf/configuration/confighelpers (the path), util/configv3/json_config.go (the keys,
 * from 6.26 on) and cf/models (the same keys as `Guid` or `GUID` before).
 */
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Operator } from '../io.js';
import { type Finding, GenManifestError } from '../errors.js';

/** An org or a space that cf is set to. */
export interface Place {
  readonly guid: string;
  readonly name: string;
}

/** Where cf pushes to. */
export interface Target {
  readonly api: string;
  readonly org: Place;
  readonly space: Place;
  /** Where `cf config --trace` sends requests: a file, or `true` for stdout; undefined where it is off. */
  readonly trace: string | undefined;
}

/** The target of the operator's cf; throws findings where cf is not logged in or has no space. */
export function targetOf({ environment }: Operator): Target {
  const file = join(environment['CF_HOME'] || environment['HOME'] || homedir(), '.cf', 'config.json');
  const config = lowerKeys(read(file));
  const org = place(config['organizationfields']);
  const space = place(config['spacefields']);
  const api = typeof config['target'] === 'string' ? config['target'] : '';
  if (api === '') throw refused('cf has no API endpoint', 'run cf login -a https://api.YOUR-DOMAIN');
  if (!org || !space) throw refused('cf is set to no org and space', 'run cf target -o ORG -s SPACE');
  const trace = typeof config['trace'] === 'string' ? config['trace'] : '';
  return { api, org, space, trace: /^(|0|f|false)$/i.test(trace) ? undefined : trace };
}

function read(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw refused(`cf is not logged in: ${file} cannot be read`, 'run cf login -a https://api.YOUR-DOMAIN');
  }
}

function place(value: unknown): Place | undefined {
  const { guid, name } = lowerKeys(value);
  return typeof guid === 'string' && guid !== '' && typeof name === 'string' ? { guid, name } : undefined;
}

function lowerKeys(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key.toLowerCase(), each as unknown]));
}

function refused(message: string, hint: string): GenManifestError {
  const finding: Finding = { code: 'tool-failed', severity: 'error', message, hint };
  return new GenManifestError([finding]);
}
