/** The request of `gen-manifest push` from its options, checked as far as that goes without a Cloud Foundry. */
import { redactedText } from '../secrets/redacted.js';
import type { Finding } from '../errors.js';
import {
  type ImageReference,
  isReferenceProblem,
  parseImageReference,
  referenceText,
} from '../push/image-reference.js';
import { megabytes } from '../push/megabytes.js';
import type { Credentials, Limits, PushRequest, Routes } from '../push/request.js';
import { type CacheAddress, upstreamName, throughCache } from '../push/via-cache.js';
import type { Arguments } from './arguments.js';
import type { PushOptionName } from './push-options.js';

/** Reads one option: its value, or whether a switch is on. */
type Value = (name: PushOptionName) => string | undefined;

/** The request; undefined where there is none to be made, and then `findings` says why. `known` are caches of settings. */
export function requestOf(
  { operands, given }: Arguments,
  known: readonly CacheAddress[],
  findings: Finding[],
): PushRequest | undefined {
  const value: Value = (name) => given[name]?.[0];
  const wrong = (message: string, hint: string): void =>
    void findings.push({ code: 'usage', severity: 'error', message, hint });
  const image = imageOf(value, wrong);
  const viaCache = isOn(value, 'via-cache');
  if (!viaCache && given.cache) wrong('--cache has no effect without --via-cache', 'add --via-cache');
  const request = {
    app: operands[0] ?? '',
    viaCache,
    cachedImage: cachedImageOf(image, viaCache ? cachesOf(given.cache ?? [], known, wrong) : [], wrong),
    credentials: credentialsOf(value, wrong),
    limits: limitsOf(value, wrong),
    routes: routesOf(value, wrong),
    start: !isOn(value, 'no-start'),
  };
  return image && { ...request, image };
}

type Wrong = (message: string, hint: string) => void;

function isOn(value: Value, name: PushOptionName): boolean {
  return value(name) === 'true';
}

function imageOf(value: Value, wrong: Wrong): ImageReference | undefined {
  const text = value('image');
  if (text === undefined) {
    wrong('push needs an image', '--image [HOST[:PORT]/]PATH[:TAG]');
    return undefined;
  }
  const image = parseImageReference(text);
  if (!isReferenceProblem(image)) return image;
  wrong(`--image ${redactedText(text)} ${image.problem}`, image.hint);
  return undefined;
}

function cachedImageOf(
  image: ImageReference | undefined,
  caches: readonly CacheAddress[],
  wrong: Wrong,
): ImageReference | undefined {
  if (!image || caches.length === 0) return undefined;
  const cached = throughCache(image, caches);
  if (!isReferenceProblem(cached)) return cached;
  wrong(`--image ${referenceText(image)} ${cached.problem}`, cached.hint);
  return undefined;
}

/** The caches that are named by hand, and behind them those of the settings. */
function cachesOf(named: readonly string[], known: readonly CacheAddress[], wrong: Wrong): CacheAddress[] {
  return [...named.flatMap((each) => cacheOf(each, wrong)), ...known];
}

/** `HOST:PORT` of Docker Hub's cache, or `UPSTREAM=HOST:PORT`. */
function cacheOf(text: string, wrong: Wrong): CacheAddress[] {
  const [, upstream = 'docker.io', address = ''] = /^(?:([^=]*)=)?(.*)$/.exec(text) ?? [];
  const probe = parseImageReference(`${address}/image`);
  if (!isReferenceProblem(probe) && probe.domain === address && /[.:]/.test(address)) {
    return [{ upstream: upstreamName(upstream), address }];
  }
  wrong(`--cache ${redactedText(text)} is no address of a cache`, 'write HOST:PORT, or UPSTREAM=HOST:PORT');
  return [];
}

function credentialsOf(value: Value, wrong: Wrong): Credentials | undefined {
  const username = value('docker-username');
  const email = value('docker-email');
  const loginServer = value('docker-login-server');
  if (username === undefined) {
    for (const name of ['docker-email', 'docker-login-server'] as const) {
      if (value(name) !== undefined)
        wrong(`--${name} has no effect without --docker-username`, 'add --docker-username');
    }
    return undefined;
  }
  // Docker's builder ends the staging for any other: docker_app_lifecycle 0e8c399, builder/main.go.
  if (email !== undefined && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)) {
    wrong(`--docker-email ${email} is no email address`, 'write YOU@EXAMPLE.COM');
  }
  if (loginServer !== undefined && !/^(https?:\/\/)?[\w.-]+(:\d+)?(\/[\w./-]*)?$/.test(loginServer)) {
    wrong(
      `--docker-login-server ${redactedText(loginServer)} is no address of a registry`,
      'write https://HOST[:PORT]/PATH or HOST[:PORT]',
    );
  }
  return { username, email, loginServer };
}

function limitsOf(value: Value, wrong: Wrong): Limits {
  const size = (name: 'memory' | 'disk'): string | undefined => {
    const text = value(name);
    if (text !== undefined && megabytes(text) === undefined) wrong(`--${name} ${text} is no size`, 'write 512M or 1G');
    return text;
  };
  const count = (name: 'instances' | 'app-start-timeout', least: number): number | undefined => {
    const text = value(name);
    if (text === undefined) return undefined;
    if (/^\d{1,9}$/.test(text) && Number(text) >= least) return Number(text);
    wrong(`--${name} ${text} is no whole number`, `write a number of at least ${least}`);
    return undefined;
  };
  const healthCheckType = value('health-check-type');
  const endpoint = value('endpoint');
  if (endpoint !== undefined && healthCheckType !== 'http') {
    wrong('--endpoint has no effect without --health-check-type http', 'add --health-check-type http');
  }
  return {
    instances: count('instances', 0),
    memory: size('memory'),
    disk: size('disk'),
    command: value('command'),
    healthCheckType,
    endpoint,
    startTimeout: count('app-start-timeout', 1),
  };
}

function routesOf(value: Value, wrong: Wrong): Routes {
  const [none, random, bare] = (['no-route', 'random-route', 'no-hostname'] as const).map((name) => isOn(value, name));
  const [host, domain, path] = (['hostname', 'domain', 'route-path'] as const).map(value);
  const named = bare === true || [host, domain, path].some((part) => part !== undefined);
  if ([none, random, named].filter(Boolean).length > 1) {
    wrong('--no-route, --random-route and a named route exclude each other', 'choose one of them');
  }
  if (bare && host !== undefined) wrong('--no-hostname and --hostname exclude each other', 'choose one of them');
  if (bare && domain === undefined) wrong('--no-hostname needs a domain', 'add -d DOMAIN');
  checkRouteParts(host, domain, path, wrong);
  if (named) return { kind: 'named', host: bare ? '' : host, domain, path };
  return { kind: none ? 'none' : random ? 'random' : 'default' };
}

/** Host and domain as Cloud Controller takes them: app/models/runtime/route.rb and domain.rb of v234. */
function checkRouteParts(
  host: string | undefined,
  domain: string | undefined,
  path: string | undefined,
  wrong: Wrong,
): void {
  if (host !== undefined && !/^(\*|[\w-]{1,63})$/.test(host)) {
    wrong(`--hostname ${host} is no host`, 'letters, digits, hyphens and underscores, at most 63');
  }
  if (domain !== undefined && !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(domain)) {
    wrong(`--domain ${domain} is no domain`, 'such as apps.example.com');
  }
  if (path !== undefined && !/^\/[^\s?#]+$/.test(path)) wrong(`--route-path ${path} is no path`, 'write /PATH');
}
