/**
 * What each version of Cloud Foundry can do with private images, by the version of its API.
 *
 * Sources, cf-release vN with the cloud_controller_ng and stager that it pins:
 * - docker_credentials_json: API 2.28.0 (v211, cloud_controller_ng 42219c6f5b) to 2.81.0 (v259).
 * - Until 2.65.0 (v249, capi-release 1.11.0) the stager hands credentials to Docker's builder only for apps with
 *   DIEGO_DOCKER_CACHE=true: stager 9e63d98^, backend/docker_backend.go, cachingEgressRulesAndArgs. The cell
 *   then runs the copy in the cache, which needs no credentials.
 * - 2.68.0 (v250, capi-release 1.12.0 took the cache out) to 2.81.0 (v259): Cloud Controller takes credentials,
 *   and neither the stager nor the cell gets them before stager a69e7d0 and cloud_controller_ng 9ea8eb11ae (v260).
 * - docker_credentials: API 2.82.0 (v260, cloud_controller_ng cd504b1b07).
 * - `cf push --docker-username` through v3: cf CLI 7 asks for API 3.63.0, 8 for 3.99.0
 *   (cloudfoundry/cli, api/cloudcontroller/ccversion/minimum_version.go).
 */
import semver from 'semver';
import type { Finding } from '../errors.js';

/** The versions that a push depends on. */
export interface Versions {
  /** Of the API's version 2; undefined where it is switched off. */
  readonly v2: string | undefined;
  readonly v3: string | undefined;
  /** Of the cf CLI. */
  readonly cli: string;
}

/** How an image is pushed: by a request of our own to v2, with credentials in one of two forms, or by `cf push`. */
export type Way = 'docker_credentials_json' | 'docker_credentials' | 'cf push';

/** One generation of the API. */
export interface Generation {
  readonly way: Way;
  /** In words, for messages and --dry-run. */
  readonly title: string;
  /** DIEGO_DOCKER_CACHE=true: staging gets the credentials, and fills the cache. */
  readonly fillsCache: boolean;
  /** Whether credentials reach staging and the cell. */
  readonly privateImages: boolean;
  /** Whether the feature flag diego_docker can be asked for: API 2.33.0 (v213, cloud_controller_ng 4b23dd32b3). */
  readonly hasFlag: boolean;
}

/** The oldest API that is known here, cf-release v211. */
const oldest = '2.28.0';

const generations = {
  filled: (v2: string): Generation => ({
    way: 'docker_credentials_json',
    title: 'API 2.28.0 to 2.65.0 (cf-release v211 to v249): docker_credentials_json, image copied into the cache',
    fillsCache: true,
    privateImages: true,
    hasFlag: semver.gte(v2, '2.33.0'),
  }),
  withoutCredentials: {
    way: 'docker_credentials_json',
    title: 'API 2.66.0 to 2.81.0 (cf-release v250 to v259): images without credentials only',
    fillsCache: false,
    privateImages: false,
    hasFlag: true,
  },
  credentials: {
    way: 'docker_credentials',
    title: 'API 2.82.0 and later (cf-release v260, cf-deployment): docker_credentials',
    fillsCache: false,
    privateImages: true,
    hasFlag: true,
  },
  v3: {
    way: 'cf push',
    title: 'API 3.63.0 and later, with cf CLI 7 or newer: cf push with CF_DOCKER_PASSWORD',
    fillsCache: false,
    privateImages: true,
    hasFlag: true,
  },
} as const;

/** One set of versions for each generation, for --dry-run without a Cloud Foundry to ask. */
export const examples: readonly Versions[] = [
  { v2: '2.53.0', v3: undefined, cli: '6.53.0' },
  { v2: '2.82.0', v3: undefined, cli: '6.53.0' },
  { v2: undefined, v3: '3.99.0', cli: '8.0.0' },
];

/** The generation that `versions` belong to, or what to do where there is none. */
export function generationOf({ v2, v3, cli }: Versions): Generation | Finding {
  const major = semver.major(cli);
  const needed = major >= 8 ? '3.99.0' : '3.63.0';
  if (v3 !== undefined && major >= 7 && semver.gte(v3, needed)) return generations.v3;
  if (v2 === undefined) {
    return {
      ...unfit(`this Cloud Foundry answers API ${v3 ?? 'of no known version'} alone, which cf ${cli} cannot push to`),
      hint: 'install cf CLI 8: docs.cloudfoundry.org/cf-cli/install-go-cli.html',
    };
  }
  if (semver.lt(v2, oldest)) {
    return {
      ...unfit(
        `API ${v2} of this Cloud Foundry knows no credentials of Docker images; they came with ${oldest} (cf-release v211)`,
      ),
      hint: 'upgrade Cloud Foundry, or push the app with a buildpack',
    };
  }
  if (semver.lt(cli, oldestCli)) {
    return {
      ...unfit(
        `cf ${cli} cannot send a request's body from a file, so that the password would show in the list of processes`,
      ),
      hint: `install cf CLI ${oldestCli} or newer`,
    };
  }
  if (semver.lt(v2, '2.66.0')) return generations.filled(v2);
  return semver.lt(v2, '2.82.0') ? generations.withoutCredentials : generations.credentials;
}

/** The first that takes `cf curl -d @FILE`: cloudfoundry/cli v6.16.0, cf/commands/curl.go. */
const oldestCli = '6.16.0';

/** Why a generation cannot run images that need credentials, and what to do instead. */
export function noPrivateImages({ title }: Generation): Finding {
  return {
    ...unfit(`this Cloud Foundry cannot run private images: ${title}`),
    hint:
      'its API takes credentials, but neither staging nor the cells get them. Copy the image into the private registry ' +
      'with the errand mirror-images, let the cells pull from it anonymously, and push that image without ' +
      '--docker-username; or upgrade to cf-release v260 or later',
  };
}

/** True for what stands in place of a generation. */
export function isFinding(found: Generation | Finding): found is Finding {
  return 'severity' in found;
}

function unfit(message: string): Finding {
  return { code: 'not-allowed', severity: 'error', message };
}
