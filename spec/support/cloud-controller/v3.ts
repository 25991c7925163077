/**
 * Version 3 of the API, as far as `cf push` of cf 7 and 8 goes with a Docker image.
 *
 * Source: cloud_controller_ng, docs/v3 and app/messages (package_create_message.rb and
 * docker_package_data? checks in app/messages/package_create_message.rb); the requests are those of cf v8.18.4.
 */
import { randomUUID } from 'node:crypto';
import type { Reply, Route } from './api.js';
import type { Foundry } from './v2.js';

/** What the stand-in keeps of version 3. */
interface State {
  app: Record<string, unknown> | undefined;
  package: Record<string, unknown>;
  routes: string[];
}

const ok = (body: unknown): Reply => ({ status: 200, body });
const page = (resources: readonly unknown[]): Reply =>
  ok({ pagination: { total_results: resources.length, total_pages: 1, next: null }, resources, included: {} });
const link = (href: string): object => ({ href });

/** `GET /`, which names the versions and the services beside the API. */
export function rootRoutes(cf: Foundry, url: string): Route[] {
  if (cf.v3 === undefined) return [];
  const links = {
    self: link(url),
    ...(cf.v2 !== '' && { cloud_controller_v2: { href: `${url}/v2`, meta: { version: cf.v2 } } }),
    cloud_controller_v3: { href: `${url}/v3`, meta: { version: cf.v3 } },
    login: link(url),
    uaa: link(url),
    log_cache: link(url),
    logging: link(url),
    routing: link(url),
  };
  return [
    ['GET', /^\/$/, () => ok({ links })],
    ['GET', /^\/api\/v1\/info$/, () => ok({ version: '3.0.0', vm_uptime: '1' })],
    ['GET', /^\/login$/, () => ok({ links: { uaa: url, login: url }, prompts: {} })],
    ['GET', /^\/api\/v1\/read\/.*$/, () => ok({ envelopes: { batch: logs } })],
  ];
}

/** One line of staging, as log-cache gives it. */
const logs = [
  {
    timestamp: '1700000000000000000',
    source_id: 'app-guid',
    instance_id: '0',
    tags: { source_type: 'STG', app_name: 'web' },
    log: { payload: Buffer.from('unauthorized: incorrect username or password').toString('base64'), type: 'ERR' },
  },
];

/** The routes of version 3. */
export function v3Routes(cf: Foundry, url: string): Route[] {
  const state: State = { app: undefined, package: {}, routes: [] };
  return [...spaceRoutes(cf, url, state), ...stagingRoutes(cf, state), ...runRoutes(cf, state)];
}

function spaceRoutes(cf: Foundry, url: string, state: State): Route[] {
  return [
    ['GET', /^\/v3$/, () => ok({ links: { organizations: link(`${url}/v3/organizations`) } })],
    ['GET', /^\/v3\/feature_flags\/diego_docker$/, () => ok({ name: 'diego_docker', enabled: cf.dockerEnabled })],
    ['GET', /^\/v3\/organizations\/org-guid\/domains\/default$/, () => ok({ guid: 'd', name: 'apps.example.com' })],
    ['GET', /^\/v3\/organizations$/, () => page([{ guid: 'org-guid', name: 'org' }])],
    ['GET', /^\/v3\/spaces$/, () => page([{ guid: 'space-guid', name: 'space' }])],
    ['POST', /^\/v3\/spaces\/space-guid\/manifest_diff$/, () => ({ status: 201, body: { diff: [] } })],
    [
      'POST',
      /^\/v3\/spaces\/space-guid\/actions\/apply_manifest$/,
      () => {
        state.app ??= { guid: 'app-guid', name: 'web', state: 'STOPPED', lifecycle: { type: 'docker', data: {} } };
        return { status: 202, headers: { Location: `${url}/v3/jobs/job-guid` } };
      },
    ],
    ['GET', /^\/v3\/jobs\/job-guid$/, () => ok({ guid: 'job-guid', operation: 'x', state: 'COMPLETE', errors: [] })],
    ['GET', /^\/v3\/apps$/, () => page(state.app ? [state.app] : [])],
  ];
}

function stagingRoutes(cf: Foundry, state: State): Route[] {
  return [
    [
      'POST',
      /^\/v3\/packages$/,
      ({ body }) => {
        const data = (body['data'] ?? {}) as Record<string, unknown>;
        const unknown = Object.keys(data).filter((key) => !['image', 'username', 'password'].includes(key));
        cf.problems.push(...unknown.map((key) => `data.${key} is no key of a Docker package`));
        state.package = { guid: randomUUID(), type: 'docker', state: 'READY', data };
        return { status: 201, body: { ...state.package, data: { ...data, password: '***' } } };
      },
    ],
    ['POST', /^\/v3\/builds$/, () => ({ status: 201, body: { guid: 'build-guid', state: 'STAGING' } })],
    [
      'GET',
      /^\/v3\/builds\/build-guid$/,
      () =>
        cf.staging === 'works'
          ? ok({ guid: 'build-guid', state: 'STAGED', droplet: { guid: 'droplet-guid' } })
          : ok({ guid: 'build-guid', state: 'FAILED', error: 'StagingError - Staging error: staging failed' }),
    ],
    ['GET', /^\/v3\/droplets\/droplet-guid$/, () => ok(droplet)],
    ['GET', /^\/v3\/apps\/app-guid\/droplets\/current$/, () => ok(droplet)],
    [
      'PATCH',
      /^\/v3\/apps\/app-guid\/relationships\/current_droplet$/,
      () => ok({ data: { guid: 'droplet-guid' }, links: {} }),
    ],
  ];
}

const droplet = {
  guid: 'droplet-guid',
  state: 'STAGED',
  image: 'org/private:1',
  lifecycle: { type: 'docker', data: {} },
};

function runRoutes(cf: Foundry, state: State): Route[] {
  const process_ = {
    guid: 'app-guid',
    type: 'web',
    instances: 1,
    memory_in_mb: 512,
    disk_in_mb: 1024,
    health_check: { type: 'port', data: {} },
  };
  const running = (): Reply => {
    if (state.app) state.app['state'] = 'STARTED';
    return ok(state.app);
  };
  return [
    ['POST', /^\/v3\/apps\/app-guid\/actions\/(?:start|restart)$/, running],
    ['POST', /^\/v3\/apps\/app-guid\/actions\/stop$/, () => ok(state.app)],
    ['GET', /^\/v3\/apps\/app-guid\/processes$/, () => page([process_])],
    ['GET', /^\/v3\/processes\/app-guid$/, () => ok(process_)],
    ['GET', /^\/v3\/apps\/app-guid\/processes\/web$/, () => ok(process_)],
    [
      'GET',
      /^\/v3\/processes\/app-guid\/stats$/,
      () =>
        ok({
          resources: [{ type: 'web', index: 0, state: cf.instances === 'run' ? 'RUNNING' : 'CRASHED', usage: {} }],
        }),
    ],
    ['GET', /^\/v3\/apps\/app-guid\/routes$/, () => page([])],
    ['GET', /^\/v3\/apps\/app-guid\/sidecars$/, () => page([])],
    ['GET', /^\/v3\/processes\/app-guid\/sidecars$/, () => page([])],
    ['GET', /^\/v3\/deployments$/, () => page([])],
    ['GET', /^\/v3\/routes$/, () => page([])],
    ['GET', /^\/v3\/apps\/app-guid\/features\/[a-z-]+$/, () => ok({ name: 'x', enabled: false })],
  ];
}
