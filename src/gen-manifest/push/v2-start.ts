/**
 * Starts an app and waits for its first running instance, as `cf push` does: staging by `package_state`, then the
 * instances. Source: cloudfoundry/cli v6.17.0, cf/commands/application/start.go.
 */
import { type Finding, GenManifestError } from '../errors.js';
import { failed, type JsonObject, must, saidOf, type Send } from './cloud-controller.js';
import { textOf } from './v2-resources.js';

/** How an app's start is watched. */
export interface Watch {
  /** Says what happens, one line at a time. */
  readonly say: (line: string) => void;
  /** Waits so many seconds. */
  readonly wait: (seconds: number) => Promise<void>;
  /** Seconds that staging may take; cf's CF_STAGING_TIMEOUT, 15 minutes. */
  readonly staging: number;
  /** Seconds until the first instance must run; cf's CF_STARTUP_TIMEOUT, 5 minutes. */
  readonly startup: number;
}

/** Seconds between two looks, and between two lines about the same thing. */
const interval = 2;
const reminder = 20;

/**
 * Starts the app. One that was staged before is staged anew, since its tag may name another image by now;
 * Cloud Controller refuses to restage one that was never staged.
 */
export async function startApp(send: Send, guid: string, wasStarted: boolean): Promise<void> {
  const path = `/v2/apps/${guid}`;
  const app = await must(send, { method: 'GET', path }, again);
  if (textOf(app, 'package_state') !== 'PENDING') {
    await must(send, { method: 'POST', path: `${path}/restage` }, again);
    return;
  }
  // Cloud Controller stages when the state changes, and not when only the image does.
  if (wasStarted) await must(send, { method: 'PUT', path, body: { state: 'STOPPED' } }, again);
  await must(send, { method: 'PUT', path: `${path}?async=true`, body: { state: 'STARTED' } }, again);
}

const again = 'mend that and push again: what is there is updated';

/** Waits for staging and for the first running instance; throws a finding where one of them fails. */
export async function watchStart(send: Send, guid: string, watch: Watch): Promise<void> {
  await until(watch, watch.staging, 'staging', () => staged(send, guid));
  watch.say('staged');
  await until(watch, watch.startup, 'starting', () => running(send, guid));
}

/** Undefined while it goes on; throws where it failed. */
async function staged(send: Send, guid: string): Promise<'done' | undefined> {
  const app = await must(send, { method: 'GET', path: `/v2/apps/${guid}` }, again);
  const state = textOf(app, 'package_state');
  if (state === 'STAGED') return 'done';
  if (state !== 'FAILED') return undefined;
  const reason = textOf(app, 'staging_failed_description') || textOf(app, 'staging_failed_reason');
  throw stopped(`staging failed${reason === '' ? '' : `: ${reason}`}`, 'the staging log is above');
}

/** Instances are not to be had for a moment after staging; that is no failure yet. */
async function running(send: Send, guid: string): Promise<'done' | undefined> {
  const request = { method: 'GET', path: `/v2/apps/${guid}/instances` } as const;
  const answer = await send(request);
  if (answer.status >= 500 || /NotStaged|InstancesUnavailable/.test(saidOf(answer.body))) return undefined;
  if (answer.status >= 400) throw new GenManifestError([failed(request, answer, again)]);
  const states = Object.values(answer.body).map((instance) => (instance as JsonObject | null)?.['state']);
  if (states.includes('RUNNING')) return 'done';
  const crashed = states.filter((state) => state === 'CRASHED' || state === 'FLAPPING').length;
  if (crashed > 0) throw stopped(`${crashed} of ${states.length} instances crashed`, 'the log is above');
  return undefined;
}

async function until(
  { say, wait }: Watch,
  limit: number,
  what: string,
  look: () => Promise<'done' | undefined>,
): Promise<void> {
  say(`${what} ...`);
  for (let seconds = 0; (await look()) === undefined; seconds += interval) {
    if (seconds >= limit) throw stopped(`${what} took longer than ${limit} s`, 'cf app and cf logs say how it goes on');
    if (seconds > 0 && seconds % reminder === 0) say(`${what} ... ${seconds} s`);
    await wait(interval);
  }
}

function stopped(message: string, hint: string): GenManifestError {
  const finding: Finding = { code: 'tool-failed', severity: 'error', message, hint };
  return new GenManifestError([finding]);
}
