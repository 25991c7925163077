/** Pushes an app by requests to version 2 of the API: made or changed, routes mapped, started. */
import { GenManifestError } from '../errors.js';
import type { Target } from './cf-config.js';
import { type JsonObject, must, type Send } from './cloud-controller.js';
import type { Generation } from './generations.js';
import type { PushRequest } from './request.js';
import { appBody, type ExistingApp } from './v2-app.js';
import { guidOf, objectOf, resourcesOf, textOf } from './v2-resources.js';
import { mapRoutes } from './v2-routes.js';
import { startApp, type Watch, watchStart } from './v2-start.js';

/** What a push by version 2 works with. */
export interface V2Push {
  readonly send: Send;
  readonly target: Target;
  readonly generation: Generation;
  readonly request: PushRequest;
  readonly password: string | undefined;
  readonly watch: Watch;
}

/** Pushes, and gives the routes of the app. */
export async function pushByV2({ send, target, generation, request, password, watch }: V2Push): Promise<string[]> {
  const existing = await findApp(send, request, target, generation);
  const body = appBody(request, generation, password, existing);
  const app = existing
    ? await must(send, { method: 'PUT', path: `/v2/apps/${existing.guid}`, body }, refused)
    : await must(send, { method: 'POST', path: '/v2/apps', body: { ...body, space_guid: target.space.guid } }, refused);
  const guid = existing?.guid ?? guidOf(app);
  watch.say(`${existing ? 'updated' : 'created'} ${request.app} in org ${target.org.name}, space ${target.space.name}`);
  const routes = await mapRoutes(send, guid, request, target);
  if (!request.start) return routes;
  await startApp(send, guid, existing?.state === 'STARTED');
  await watchStart(send, guid, watch);
  return routes;
}

const refused = 'cf app and cf quotas say what is there and what is allowed';

async function findApp(
  send: Send,
  { app: name }: PushRequest,
  { space }: Target,
  { fillsCache }: Generation,
): Promise<ExistingApp | undefined> {
  const path = `/v2/spaces/${space.guid}/apps?q=name:${encodeURIComponent(name)}`;
  const apps = resourcesOf(await must(send, { method: 'GET', path }, 'are you a space developer there?'));
  // Names are compared without case by Cloud Controller too; a query for a name with ; or , finds others.
  const app = apps.find((each) => textOf(each, 'name').toLowerCase() === name.toLowerCase());
  if (!app) return undefined;
  const environment: JsonObject = objectOf(app, 'environment_json');
  if (fillsCache && 'redacted_message' in environment) {
    const message = `the environment variables of ${name} cannot be read, and would be lost with DIEGO_DOCKER_CACHE=true`;
    throw new GenManifestError([
      { code: 'tool-failed', severity: 'error', message, hint: 'push as a space developer' },
    ]);
  }
  return { guid: guidOf(app), state: textOf(app, 'state'), environment };
}
