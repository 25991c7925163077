/**
 * Version 2 of the API, as far as a push goes: apps with their staging, routes, domains, the feature flag.
 *
 * Source: cloud_controller_ng at cf-release v234 and v260, app/controllers/runtime: apps_controller.rb,
 * restages_controller.rb, instances_controller.rb, routes_controller.rb, feature_flags_controller.rb,
 * info_controller.rb, root_controller.rb.
 */
import { randomUUID } from 'node:crypto';
import type { Reply, Route } from './api.js';
import { bodyProblems } from './app-message.js';

/** An app of the stand-in. */
export interface App {
  readonly guid: string;
  readonly entity: Record<string, unknown>;
  readonly routes: Set<string>;
  /** How often it is still PENDING when it is looked at; undefined while nothing stages it: app_observer.rb. */
  looks: number | undefined;
}

/** How a Cloud Foundry is set up, and what happened to it. */
export interface Foundry {
  /** Of version 2 of the API. */
  readonly v2: string;
  /** Of version 3; `GET /` answers only where it is set. */
  readonly v3?: string;
  dockerEnabled: boolean;
  /** Whether images can be staged. */
  staging: 'works' | 'fails';
  /** What its instances do when they are started. */
  instances: 'run' | 'crash';
  readonly apps: App[];
  readonly routes: { guid: string; host: string; path: string; domain: string; space: string }[];
  /** What a real Cloud Controller would have refused or dropped without a word. */
  readonly problems: string[];
}

/** A Cloud Foundry that works, with nothing in it. */
export function foundry(v2: string, v3?: string): Foundry {
  return {
    v2,
    ...(v3 !== undefined && { v3 }),
    dockerEnabled: true,
    staging: 'works',
    instances: 'run',
    apps: [],
    routes: [],
    problems: [],
  };
}

/** The shared domains: a TCP one comes first, which no HTTP route may use. */
const domains = [
  { guid: 'tcp-domain', name: 'tcp.example.com', router_group_guid: 'group' },
  { guid: 'shared-domain', name: 'apps.example.com' },
  { guid: 'other-domain', name: 'other.example.com' },
];

const resource = (guid: string, entity: object): object => ({ metadata: { guid, url: `/x/${guid}` }, entity });
const list = (resources: readonly object[]): Reply => ({
  status: 200,
  body: { total_results: resources.length, total_pages: 1, prev_url: null, next_url: null, resources },
});
const error = (status: number, code: number, name: string, description: string): Reply => ({
  status,
  body: { code, error_code: `CF-${name}`, description },
});

/** The routes of version 2. */
export function v2Routes(cf: Foundry, url: string): Route[] {
  return [...infoRoutes(cf, url), ...appRoutes(cf), ...stateRoutes(cf), ...routeRoutes(cf)];
}

function infoRoutes(cf: Foundry, url: string): Route[] {
  return [
    [
      'GET',
      /^\/v2\/info$/,
      () => ({ status: 200, body: { name: '', api_version: cf.v2, authorization_endpoint: url } }),
    ],
    [
      'GET',
      /^\/v2\/config\/feature_flags\/diego_docker$/,
      () => ({ status: 200, body: { name: 'diego_docker', enabled: cf.dockerEnabled, error_message: null } }),
    ],
    [
      'GET',
      /^\/v2\/shared_domains$/,
      ({ query }) => list(domains.filter(named(query)).map((each) => resource(each.guid, each))),
    ],
    ['GET', /^\/v2\/organizations\/org-guid\/private_domains$/, () => list([])],
  ];
}

function named(query: URLSearchParams): (each: { name: string }) => boolean {
  const [, name] = /^name:(.*)$/.exec(query.get('q') ?? '') ?? [];
  return (each) => name === undefined || each.name.toLowerCase() === name.toLowerCase();
}

function appRoutes(cf: Foundry): Route[] {
  const change = (body: Record<string, unknown>, guid?: string): Reply => {
    cf.problems.push(...bodyProblems(body, cf.v2));
    const [problem] = bodyProblems(body, cf.v2).filter((each) => / required$/.test(each));
    if (problem !== undefined) return error(400, 100001, 'AppInvalid', `The app is invalid: ${problem}`);
    const app = cf.apps.find((each) => each.guid === guid);
    if (!app) return created(cf, body);
    if (body['state'] === 'STARTED' && app.entity['state'] !== 'STARTED') app.looks = 1;
    Object.assign(app.entity, body);
    if ('docker_image' in body && body['docker_image'] !== app.entity['staged_image'])
      app.entity['package_state'] = 'PENDING';
    if (body['state'] === 'STARTED' && !cf.dockerEnabled)
      return error(400, 320003, 'DockerDisabled', 'Docker support has not been enabled.');
    return { status: 201, body: shown(app) };
  };
  return [
    [
      'GET',
      /^\/v2\/spaces\/space-guid\/apps$/,
      ({ query }) => list(cf.apps.filter((app) => named(query)({ name: String(app.entity['name']) })).map(shown)),
    ],
    ['POST', /^\/v2\/apps$/, ({ body }) => change(body)],
    ['PUT', /^\/v2\/apps\/([^/]+)$/, ({ body, parts: [guid] }) => change(body, guid)],
    ['GET', /^\/v2\/apps\/([^/]+)$/, ({ parts: [guid] }) => looked(cf, guid)],
  ];
}

function created(cf: Foundry, body: Record<string, unknown>): Reply {
  if (cf.apps.some((app) => app.entity['name'] === body['name'])) {
    return error(400, 100002, 'AppNameTaken', `The app name is taken: ${String(body['name'])}`);
  }
  if (body['space_guid'] !== 'space-guid')
    return error(400, 40004, 'SpaceNotFound', 'The app space could not be found');
  const entity = { environment_json: {}, state: 'STOPPED', package_state: 'PENDING', ...body };
  const app: App = { guid: randomUUID(), entity, routes: new Set(), looks: undefined };
  cf.apps.push(app);
  return { status: 201, body: shown(app) };
}

/** As the presenter shows it: credentials are redacted. */
function shown(app: App): object {
  const entity = { ...app.entity };
  for (const key of ['docker_credentials_json', 'docker_credentials'])
    if (key in entity) entity[key] = { redacted_message: '[PRIVATE DATA HIDDEN]' };
  return resource(app.guid, entity);
}

function looked(cf: Foundry, guid: string | undefined): Reply {
  const app = cf.apps.find((each) => each.guid === guid);
  if (!app) return error(404, 100004, 'AppNotFound', 'The app could not be found');
  if (app.looks !== undefined && app.entity['package_state'] === 'PENDING' && app.looks-- <= 0) {
    app.looks = undefined;
    const failed = cf.staging === 'fails';
    Object.assign(
      app.entity,
      failed ? stagingFailure : { package_state: 'STAGED', staged_image: app.entity['docker_image'] },
    );
  }
  return { status: 200, body: shown(app) };
}

const stagingFailure = {
  package_state: 'FAILED',
  staging_failed_reason: 'StagingError',
  staging_failed_description: 'Staging error: staging failed',
};

function stateRoutes(cf: Foundry): Route[] {
  return [
    [
      'POST',
      /^\/v2\/apps\/([^/]+)\/restage$/,
      ({ parts: [guid] }) => {
        const app = cf.apps.find((each) => each.guid === guid);
        if (!app || app.entity['package_state'] === 'PENDING') {
          return error(400, 170002, 'NotStaged', 'App has not finished staging');
        }
        Object.assign(app.entity, { package_state: 'PENDING', state: 'STARTED' });
        app.looks = 1;
        return { status: 201, body: shown(app) };
      },
    ],
    [
      'GET',
      /^\/v2\/apps\/([^/]+)\/instances$/,
      ({ parts: [guid] }) => {
        const app = cf.apps.find((each) => each.guid === guid);
        if (app?.entity['package_state'] !== 'STAGED')
          return error(400, 170002, 'NotStaged', 'App has not finished staging');
        const state = cf.instances === 'run' ? 'RUNNING' : 'CRASHED';
        return { status: 200, body: { 0: { state, uptime: 1, since: 1 } } };
      },
    ],
  ];
}

function routeRoutes(cf: Foundry): Route[] {
  const view = (route: Foundry['routes'][number]): object =>
    resource(route.guid, {
      ...route,
      domain_guid: route.domain,
      domain: resource(route.domain, domains.find(({ guid }) => guid === route.domain) ?? {}),
    });
  return [
    [
      'GET',
      /^\/v2\/apps\/([^/]+)\/routes$/,
      ({ parts: [guid] }) => {
        const mapped = cf.apps.find((app) => app.guid === guid)?.routes ?? new Set();
        return list(cf.routes.filter((route) => mapped.has(route.guid)).map(view));
      },
    ],
    [
      'GET',
      /^\/v2\/routes$/,
      ({ query }) => {
        const asked = query.getAll('q');
        return list(
          cf.routes
            .filter(
              ({ host, domain, space }) =>
                space === 'space-guid' && asked.includes(`host:${host}`) && asked.includes(`domain_guid:${domain}`),
            )
            .map(view),
        );
      },
    ],
    [
      'POST',
      /^\/v2\/routes$/,
      ({ body }) => {
        const { host, domain_guid: domain, space_guid: space, path = '' } = body as Record<string, string>;
        if (cf.routes.some((route) => route.host === host && route.domain === domain && route.path === path)) {
          return error(400, 210003, 'RouteHostTaken', `The host is taken: ${host}`);
        }
        const route = { guid: randomUUID(), host: host ?? '', domain: domain ?? '', path, space: space ?? '' };
        cf.routes.push(route);
        return { status: 201, body: view(route) };
      },
    ],
    [
      'PUT',
      /^\/v2\/apps\/([^/]+)\/routes\/([^/]+)$/,
      ({ parts: [guid, route] }) => {
        cf.apps.find((app) => app.guid === guid)?.routes.add(route ?? '');
        return { status: 201, body: {} };
      },
    ],
    [
      'DELETE',
      /^\/v2\/apps\/([^/]+)\/routes\/([^/]+)$/,
      ({ parts: [guid, route] }) => {
        cf.apps.find((app) => app.guid === guid)?.routes.delete(route ?? '');
        return { status: 204 };
      },
    ],
  ];
}
