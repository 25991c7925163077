/** Asks which versions of the API there are, and which cf CLI, before anything is changed. */
import semver from 'semver';
import { GenManifestError } from '../errors.js';
import type { RunCf } from './cf-cli.js';
import { type JsonObject, must, type Send } from './cloud-controller.js';
import type { Versions } from './generations.js';

/**
 * The versions, from `GET /` where that is answered (cf-release v247 does, v234 does not yet), else from
 * `GET /v2/info`. Where version 2 is switched off, it has no link (cloud_controller_ng,
 * app/controllers/runtime/root_controller.rb).
 */
export async function askVersions(send: Send, cf: RunCf): Promise<Versions> {
  const cli = await cliVersion(cf);
  const root = await send({ method: 'GET', path: '/' });
  const links = root.status < 400 ? object(root.body['links']) : {};
  const [v2, v3] = ['cloud_controller_v2', 'cloud_controller_v3'].map((name) =>
    version(object(object(links[name])['meta'])['version']),
  );
  if (v2 !== undefined || v3 !== undefined) return { v2, v3, cli };
  const info = await must(
    send,
    { method: 'GET', path: '/v2/info' },
    'is cf set to a Cloud Foundry? cf api says to which',
  );
  return { v2: version(info['api_version']), v3: undefined, cli };
}

async function cliVersion(cf: RunCf): Promise<string> {
  const { stdout } = await cf({ args: ['version'] });
  const [, found] = /version v?(\d+\.\d+\.\d+)/.exec(stdout) ?? [];
  if (found !== undefined) return found;
  const message = `cf does not say its version, but ${JSON.stringify(stdout.trim().slice(0, 100))}`;
  const hint = 'is the cf on the PATH the CLI of Cloud Foundry?';
  throw new GenManifestError([{ code: 'tool-failed', severity: 'error', message, hint }]);
}

function version(value: unknown): string | undefined {
  return typeof value === 'string' ? (semver.valid(value) ?? undefined) : undefined;
}

function object(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null ? (value as JsonObject) : {};
}
