/**
 * The calls of a push without a cf and without a Cloud Foundry: the same code runs against a Cloud Controller that
 * answers as for an app that is new, and each call is printed instead of made. Guids stand as words.
 */
import type { Target } from './cf-config.js';
import { pushArguments, routeManifest } from './cf-push.js';
import type { JsonObject, Request, Send } from './cloud-controller.js';
import type { Generation, Versions } from './generations.js';
import { requireDocker } from './feature-flag.js';
import { shellQuoted } from '../render/shell-quoted.js';
import { redacted } from './redact.js';
import type { PushRequest } from './request.js';
import { pushByV2 } from './v2-push.js';

const target: Target = {
  api: 'API',
  org: { guid: 'ORG_GUID', name: 'ORG' },
  space: { guid: 'SPACE_GUID', name: 'SPACE' },
  trace: undefined,
};

/** The calls of one generation, as lines of a shell with the bodies below them; passwords are redacted. */
export async function dryRun(request: PushRequest, generation: Generation, versions: Versions): Promise<string> {
  const lines: string[] = [`# ${generation.title}`, 'cf version', 'cf curl / -i -X GET'];
  const send = printing(lines);
  if (generation.hasFlag) await requireDocker(send, versions);
  const password = request.credentials && redacted;
  if (generation.way === 'cf push') lines.push(...cfPushLines(request));
  else await pushByV2({ send, target, generation, request, password, watch });
  return `${lines.join('\n')}\n`;
}

/** Nothing is started, so that nothing is waited for. */
const watch = { say: () => undefined, wait: () => Promise.resolve(), staging: 0, startup: 0 };

/** `cf push` as it is called; a route's manifest stands below it, as a body does. */
function cfPushLines(request: PushRequest): string[] {
  const { app, routes, credentials } = request;
  const variable = credentials ? [`CF_DOCKER_PASSWORD='${redacted}'`] : [];
  const named = routes.kind === 'named';
  const line = [
    ...variable,
    'cf',
    ...pushArguments(request).map(shellQuoted),
    ...(named ? ['-f', 'FILE'] : ['--no-manifest']),
  ];
  if (!named) return [line.join(' ')];
  return [line.join(' '), ...bodyLines(routeManifest(app, routes, routes.domain ?? 'DEFAULT_DOMAIN'))];
}

function printing(lines: string[]): Send {
  let started = false;
  return async (request) => {
    const { method, path, body } = request;
    lines.push(['cf', 'curl', shellQuoted(path), '-i', '-X', method, ...(body ? ['-d', '@FILE'] : [])].join(' '));
    if (body) lines.push(...bodyLines(body));
    started ||= body?.['state'] === 'STARTED';
    return { status: method === 'POST' ? 201 : 200, body: answer(request, started) };
  };
}

function bodyLines(body: JsonObject): string[] {
  return JSON.stringify(body, null, 2)
    .split('\n')
    .map((line) => `#   ${line}`);
}

/** What a Cloud Controller answers that has no such app yet, with the guids as words. */
function answer({ method, path }: Request, started: boolean): JsonObject {
  const [route = ''] = path.split('?');
  if (route.includes('/feature_flags/')) return { enabled: true };
  if (route === '/v2/shared_domains' || route.endsWith('/private_domains')) {
    const [, name] = /q=name:([^&]*)/.exec(path) ?? [];
    return {
      resources: [resource('DOMAIN_GUID', { name: name === undefined ? 'DEFAULT_DOMAIN' : decodeURIComponent(name) })],
    };
  }
  if (method === 'POST' && route === '/v2/routes') return resource('ROUTE_GUID', {});
  if (method === 'POST' && route === '/v2/apps') return resource('APP_GUID', { package_state: 'PENDING' });
  if (route.endsWith('/instances')) return { 0: { state: 'RUNNING' } };
  if (route === '/v2/apps/APP_GUID') return resource('APP_GUID', { package_state: started ? 'STAGED' : 'PENDING' });
  return { resources: [] };
}

function resource(guid: string, entity: JsonObject): JsonObject {
  return { metadata: { guid }, entity };
}
