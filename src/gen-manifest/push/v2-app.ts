/**
 * The app as `POST /v2/apps` and `PUT /v2/apps/:guid` take it.
 *
 * Sources: cloud_controller_ng, app/controllers/runtime/apps_controller.rb (attributes and their types) and
 * app/models/runtime/constraints/docker_policy.rb (user, password and email together) at cf-release v211, v234,
 * v249, v260 and v287.
 */
import type { JsonObject } from './cloud-controller.js';
import type { Generation } from './generations.js';
import { dockerHub, type ImageReference, referenceText } from './image-reference.js';
import { megabytes } from './megabytes.js';
import type { Credentials, Limits, PushRequest } from './request.js';

/** An app that is there already. */
export interface ExistingApp {
  readonly guid: string;
  readonly state: string;
  /** Cloud Controller replaces all of it at once, so that what is added goes with what is there. */
  readonly environment: JsonObject;
}

/** What staging up to cf-release v249 reads: stager, backend/docker_backend.go, cacheDockerImage. */
const fillCache = { DIEGO_DOCKER_CACHE: 'true' } as const;

/** The body that makes or changes the app; `password` is in it where credentials are. */
export function appBody(
  request: PushRequest,
  generation: Generation,
  password: string | undefined,
  existing?: ExistingApp,
): JsonObject {
  const image = imageFor(request, generation);
  const cached = generation.fillsCache && (request.credentials !== undefined || request.viaCache);
  return {
    ...(existing === undefined && { name: request.app }),
    docker_image: referenceText(image),
    ...credentials(request.credentials, image.domain, generation, password, existing !== undefined),
    // The default backend may still be the DEA, which runs no Docker images: cf-release v234, templates/cf.yml.
    diego: true,
    ...(cached && { environment_json: { ...existing?.environment, ...fillCache } }),
    ...limits(request.limits),
  };
}

/** The image as this generation pulls it: where Diego fills its cache itself, nothing else is to be named. */
export function imageFor({ image, viaCache, cachedImage }: PushRequest, { fillsCache }: Generation): ImageReference {
  return viaCache && !fillsCache ? (cachedImage ?? image) : image;
}

function credentials(
  who: Credentials | undefined,
  registry: string,
  { way }: Generation,
  password: string | undefined,
  exists: boolean,
): JsonObject {
  if (!who || password === undefined) {
    // Without the key an app would keep the credentials of its last image.
    return exists && way === 'docker_credentials_json' ? { docker_credentials_json: {} } : {};
  }
  if (way === 'docker_credentials') return { docker_credentials: { username: who.username, password } };
  // Docker's builder logs in to Docker Hub where no server is named, whatever registry the image is of.
  const server = who.loginServer ?? (registry === dockerHub ? undefined : registry);
  return {
    docker_credentials_json: {
      docker_user: who.username,
      docker_password: password,
      docker_email: who.email ?? '',
      ...(server !== undefined && { docker_login_server: server }),
    },
  };
}

function limits({ instances, memory, disk, command, healthCheckType, endpoint, startTimeout }: Limits): JsonObject {
  return {
    ...(instances !== undefined && { instances }),
    ...(memory !== undefined && { memory: megabytes(memory) ?? 0 }),
    ...(disk !== undefined && { disk_quota: megabytes(disk) ?? 0 }),
    // As cf push has it: null and default bring the image's own command back.
    ...(command !== undefined && { command: /^(null|default)$/.test(command) ? '' : command }),
    ...(healthCheckType !== undefined && { health_check_type: healthCheckType }),
    ...(endpoint !== undefined && { health_check_http_endpoint: endpoint }),
    ...(startTimeout !== undefined && { health_check_timeout: startTimeout }),
  };
}
