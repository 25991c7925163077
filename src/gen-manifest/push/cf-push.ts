/** Pushes an app by `cf push`, which drives version 3 of the API: cf CLI 7 and newer. */
import type { Operator } from '../io.js';
import { GenManifestError } from '../errors.js';
import { withBodyFile } from './body-file.js';
import type { RunCf } from './cf-cli.js';
import type { Target } from './cf-config.js';
import { type JsonObject, must, type Send } from './cloud-controller.js';
import { referenceText } from './image-reference.js';
import type { PushRequest, Routes } from './request.js';

/** What a push by `cf push` works with. */
export interface CfPush {
  readonly cf: RunCf;
  readonly send: Send;
  readonly target: Target;
  readonly operator: Operator;
  readonly request: PushRequest;
  readonly password: string | undefined;
  readonly show: (text: string) => void;
}

/** Pushes; what cf says is shown as it says it. */
export async function pushByCf(push: CfPush): Promise<void> {
  const { operator, request, send, target } = push;
  const manifest = await manifestOf(request, send, target);
  // A manifest of the folder that the operator happens to be in has no say in this.
  if (manifest === undefined) return call(push, ['--no-manifest']);
  return withBodyFile(JSON.stringify(manifest), operator, (file) => call(push, ['-f', file]));
}

async function call({ cf, request, password, show }: CfPush, manifest: readonly string[]): Promise<void> {
  const { status } = await cf({
    args: [...pushArguments(request), ...manifest],
    ...(password !== undefined && { password }),
    show,
    trace: true,
  });
  if (status === 0) return;
  const message = `cf push ended with ${status}`;
  const hint = 'what cf says is above; mend that and push again: what is there is updated';
  throw new GenManifestError([{ code: 'tool-failed', severity: 'error', message, hint }]);
}

/** The arguments of cf, all but the manifest. */
export function pushArguments({ app, image, cachedImage, credentials, limits, routes, start }: PushRequest): string[] {
  const option = (name: string, value: string | number | undefined): string[] =>
    value === undefined ? [] : [name, String(value)];
  return [
    ...['push', app, '--docker-image', referenceText(cachedImage ?? image)],
    ...option('--docker-username', credentials?.username),
    ...option('-i', limits.instances),
    ...option('-m', limits.memory),
    ...option('-k', limits.disk),
    ...option('-c', limits.command),
    ...option('-u', limits.healthCheckType),
    ...option('--endpoint', limits.endpoint),
    ...option('-t', limits.startTimeout),
    ...(routes.kind === 'none' ? ['--no-route'] : []),
    ...(routes.kind === 'random' ? ['--random-route'] : []),
    ...(start ? [] : ['--no-start']),
  ];
}

/** cf 7 has no options for a host and a domain any more; a manifest says them. */
async function manifestOf(request: PushRequest, send: Send, { org }: Target): Promise<JsonObject | undefined> {
  const { app, routes } = request;
  if (routes.kind !== 'named') return undefined;
  return routeManifest(app, routes, routes.domain ?? (await defaultDomain(send, org.guid)));
}

/** The manifest with the one route that is named. */
export function routeManifest(app: string, routes: Routes & { kind: 'named' }, domain: string): JsonObject {
  const host = routes.host ?? app.toLowerCase().replace(/[^a-z0-9-]+/g, '-');
  const route = `${host === '' ? '' : `${host}.`}${domain}${routes.path ?? ''}`;
  return { applications: [{ name: app, routes: [{ route }] }] };
}

async function defaultDomain(send: Send, org: string): Promise<string> {
  const path = `/v3/organizations/${org}/domains/default`;
  const domain = await must(send, { method: 'GET', path }, 'name the domain with -d DOMAIN');
  return typeof domain['name'] === 'string' ? domain['name'] : '';
}
