/** A push from its first question to its last line: versions, checks, the app by the way that its API takes. */
import type { Io, Operator } from '../io.js';
import { GenManifestError } from '../errors.js';
import { cfOf, type RunCf } from './cf-cli.js';
import { targetOf, type Target } from './cf-config.js';
import { pushByCf } from './cf-push.js';
import { type Send, sendBy } from './cloud-controller.js';
import { requireDocker } from './feature-flag.js';
import { type Generation, generationOf, isFinding, noPrivateImages } from './generations.js';
import { referenceText } from './image-reference.js';
import { passwordFor } from './password.js';
import { redactor } from './redact.js';
import type { PushRequest } from './request.js';
import { imageFor } from './v2-app.js';
import { pushByV2 } from './v2-push.js';
import type { Watch } from './v2-start.js';
import { askVersions } from './versions.js';

/** How long cf waits, in minutes, where its own variables say nothing: cf CLI, DefaultStagingTimeout and its like. */
const minutes = { CF_STAGING_TIMEOUT: 15, CF_STARTUP_TIMEOUT: 5 } as const;

/** Pushes the app. Whatever is said or thrown on the way has no password in it. */
export async function push(request: PushRequest, io: Io, operator: Operator): Promise<void> {
  let redact = redactor(undefined);
  const say = (line: string): void => io.stderr(`${redact(line)}\n`);
  try {
    const cf = cfOf(operator);
    const send = sendBy(cf, operator);
    const generation = await usable(request, send, cf);
    const target = targetOf(operator);
    refuseTrace(target, generation);
    const username = request.credentials?.username;
    const password = username === undefined ? undefined : await passwordFor(username, io, operator);
    redact = redactor(password, username);
    say(`pushing ${request.app} with ${referenceText(imageFor(request, generation))}: ${generation.title}`);
    await withLog(
      cf,
      request,
      (text) => io.stderr(redact(text)),
      async () => {
        if (generation.way === 'cf push') {
          const show = (text: string): void => io.stderr(redact(text));
          return pushByCf({ cf, send, target, operator, request, password, show });
        }
        const watch = watchOf(operator, say);
        const routes = await pushByV2({ send, target, generation, request, password, watch });
        say(
          `${request.start ? 'running' : 'pushed, not started'}${routes.length > 0 ? `: ${routes.join(', ')}` : ', without a route'}`,
        );
      },
    );
  } catch (error) {
    if (!(error instanceof GenManifestError)) throw error;
    throw new GenManifestError(
      error.findings.map((finding) => ({
        ...finding,
        message: redact(finding.message),
        ...(finding.hint !== undefined && { hint: redact(finding.hint) }),
      })),
    );
  }
}

/** The generation of this Cloud Foundry, where it can run the image. */
async function usable(request: PushRequest, send: Send, cf: RunCf): Promise<Generation> {
  const versions = await askVersions(send, cf);
  const generation = generationOf(versions);
  if (isFinding(generation)) throw new GenManifestError([generation]);
  checkGeneration(request, generation);
  if (generation.hasFlag) await requireDocker(send, versions);
  return generation;
}

/** Throws findings where this generation cannot do what is asked for. */
export function checkGeneration(request: PushRequest, generation: Generation): void {
  const { credentials, viaCache, cachedImage } = request;
  if (viaCache && !cachedImage && !generation.fillsCache) {
    const hint =
      'add -s with the settings that the cache is deployed with, or --cache HOST:PORT, or --cache UPSTREAM=HOST:PORT for another registry than Docker Hub';
    throw new GenManifestError([
      { code: 'missing', severity: 'error', message: '--via-cache needs the address of the cache', hint },
    ]);
  }
  if (!credentials) return;
  if (!generation.privateImages) throw new GenManifestError([noPrivateImages(generation)]);
  if (generation.way === 'docker_credentials_json' && credentials.email === undefined) {
    // Docker's builder takes any text with an @ and a dot: docker_app_lifecycle 0e8c399, builder/main.go.
    const message = 'this Cloud Foundry takes a user and a password only together with an email address';
    const hint = 'add --docker-email YOU@EXAMPLE.COM';
    throw new GenManifestError([{ code: 'missing', severity: 'error', message, hint }]);
  }
}

/**
 * cf 6 writes request bodies where `cf config --trace` says, and until 6.2x hides no key but `password`:
 * cloudfoundry/cli v6.17.0, cf/trace/trace.go.
 */
function refuseTrace({ trace }: Target, { way }: Generation): void {
  if (trace === undefined || way === 'cf push') return;
  const where = /^(1|t|true)$/i.test(trace) ? 'what it prints' : trace;
  const message = `cf is set to write its requests, so also the password, into ${where}`;
  const hint = 'run cf config --trace false, push, and switch it on again';
  throw new GenManifestError([{ code: 'not-allowed', severity: 'error', message, hint }]);
}

/** The end of the app's log below a failure: it says why staging or the app failed. */
async function withLog(
  cf: RunCf,
  { app }: PushRequest,
  show: (text: string) => void,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    const { stdout } = await cf({ args: ['logs', app, '--recent'] }).catch(() => ({ stdout: '' }));
    const lines = stdout.split('\n').filter((line) => line.trim() !== '');
    if (lines.length > 0) show(`${lines.slice(-longestLog).join('\n')}\n`);
    throw error;
  }
}

/** Lines of a log that are shown below a failure. */
const longestLog = 60;

function watchOf({ environment, wait }: Operator, say: (line: string) => void): Watch {
  const seconds = (name: keyof typeof minutes): number => {
    const set = Number(environment[name] ?? '');
    return (set > 0 ? set : minutes[name]) * 60;
  };
  return {
    say,
    wait,
    staging: seconds('CF_STAGING_TIMEOUT'),
    startup: seconds('CF_STARTUP_TIMEOUT'),
  };
}
