/**
 * Routes of an app as `cf push` maps them, by requests to version 2 of the API: an app that has routes keeps
 * them, one that has none gets HOST.DOMAIN, HOST being its name and DOMAIN the first that everybody shares.
 *
 * Sources: cloudfoundry/cli v6.17.0, cf/actors/routes.go and cf/api/domains.go; cloud_controller_ng,
 * app/controllers/runtime/routes_controller.rb.
 */
import { randomBytes } from 'node:crypto';
import { GenManifestError } from '../errors.js';
import type { Target } from './cf-config.js';
import { type JsonObject, must, type Send } from './cloud-controller.js';
import type { PushRequest } from './request.js';
import { guidOf, resourcesOf, textOf } from './v2-resources.js';

/** A route to be mapped. */
interface Wanted {
  readonly host: string;
  readonly domain: string | undefined;
  readonly path: string | undefined;
}

/** Maps the routes that are asked for, and gives all routes of the app as `host.domain/path`. */
export async function mapRoutes(send: Send, app: string, request: PushRequest, target: Target): Promise<string[]> {
  const { routes } = request;
  const present = resourcesOf(await must(send, get(`/v2/apps/${app}/routes?inline-relations-depth=1`), denied));
  if (routes.kind === 'none') {
    for (const route of present) {
      const path = `/v2/apps/${app}/routes/${guidOf(route)}`;
      await must(send, { method: 'DELETE', path }, denied);
    }
    return [];
  }
  const kept = present.map(shownRoute);
  if (routes.kind !== 'named' && present.length > 0) return kept;
  const domain = await findDomain(send, routes.kind === 'named' ? routes.domain : undefined, target);
  const wanted = wantedRoute(request);
  const route = (await findRoute(send, wanted, domain)) ?? (await createRoute(send, wanted, domain, target));
  await must(send, { method: 'PUT', path: `/v2/apps/${app}/routes/${guidOf(route)}` }, denied);
  const shown = `${[wanted.host, textOf(domain, 'name')].filter(Boolean).join('.')}${wanted.path ?? ''}`;
  return [...new Set([...kept, shown])];
}

const denied = 'are you a space developer there?';
const get = (path: string) => ({ method: 'GET', path }) as const;

function wantedRoute({ app, routes }: PushRequest): Wanted {
  if (routes.kind === 'named') return { ...routes, host: routes.host ?? hostOf(app) };
  const host = routes.kind === 'random' ? `${hostOf(app).slice(0, 54)}-${randomBytes(4).toString('hex')}` : hostOf(app);
  return { host, domain: undefined, path: undefined };
}

/** A host made of an app's name: cf/actors/routes.go and cf/formatters/string.go of cf v6. */
function hostOf(app: string): string {
  return app
    .toLowerCase()
    .replace(/[\s_]+/g, '-')
    .replace(/[^a-z0-9-]/g, '')
    .replace(/^-+|-+$/g, '')
    .slice(0, 63);
}

async function findDomain(send: Send, name: string | undefined, { org }: Target): Promise<JsonObject> {
  const query = name === undefined ? '?results-per-page=100' : `?q=name:${encodeURIComponent(name)}`;
  for (const list of ['/v2/shared_domains', `/v2/organizations/${org.guid}/private_domains`]) {
    const found = resourcesOf(await must(send, get(`${list}${query}`), denied)).find(isForHttp);
    if (found) return found;
  }
  const message =
    name === undefined ? 'there is no domain for HTTP routes' : `there is no domain ${name} for HTTP routes`;
  const hint = 'cf domains lists those of your org; --no-route pushes without a route';
  throw new GenManifestError([
    { code: 'not-allowed', severity: 'error', message: `${message} in org ${org.name}`, hint },
  ]);
}

/** A TCP domain has a router group; an internal one is reached by other apps alone. */
function isForHttp(domain: JsonObject): boolean {
  const entity = domain['entity'] as JsonObject | undefined;
  return !entity?.['router_group_guid'] && entity?.['internal'] !== true;
}

async function findRoute(send: Send, { host, path }: Wanted, domain: JsonObject): Promise<JsonObject | undefined> {
  const query = [`q=host:${encodeURIComponent(host)}`, `q=domain_guid:${guidOf(domain)}`].join('&');
  const routes = resourcesOf(await must(send, get(`/v2/routes?${query}`), denied));
  return routes.find((each) => textOf(each, 'host') === host && textOf(each, 'path') === (path ?? ''));
}

function createRoute(send: Send, { host, path }: Wanted, domain: JsonObject, { space }: Target): Promise<JsonObject> {
  const body = { host, domain_guid: guidOf(domain), space_guid: space.guid, ...(path !== undefined && { path }) };
  const taken = 'another space may have it: choose another with -n HOST, or push with --random-route or --no-route';
  return must(send, { method: 'POST', path: '/v2/routes', body }, taken);
}

function shownRoute(route: JsonObject): string {
  const domain = (route['entity'] as JsonObject | undefined)?.['domain'] as JsonObject | undefined;
  return `${[textOf(route, 'host'), domain ? textOf(domain, 'name') : ''].filter(Boolean).join('.')}${textOf(route, 'path')}`;
}
