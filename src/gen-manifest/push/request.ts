/** What one push asks for, checked, and without the password, which goes its own way (password.ts). */

import type { ImageReference } from './image-reference.js';

/** An app to be pushed; what is undefined keeps what an existing app has, or takes Cloud Controller's default. */
export interface PushRequest {
  readonly app: string;
  readonly image: ImageReference;
  /** Whether the image shall come through the Docker cache. */
  readonly viaCache: boolean;
  /** The image at a pull-through cache, where its address is known. */
  readonly cachedImage: ImageReference | undefined;
  /** Undefined for an image that needs no credentials. */
  readonly credentials: Credentials | undefined;
  readonly limits: Limits;
  readonly routes: Routes;
  readonly start: boolean;
}

/** Who pulls; the password is not here. */
export interface Credentials {
  readonly username: string;
  readonly email: string | undefined;
  /** A URL or host that `docker login` takes; only Clouds Foundry with docker_credentials_json use it. */
  readonly loginServer: string | undefined;
}

/** The size of the app, and how it is started. */
export interface Limits {
  readonly instances: number | undefined;
  /** As given, such as 512M. */
  readonly memory: string | undefined;
  readonly disk: string | undefined;
  readonly command: string | undefined;
  readonly healthCheckType: string | undefined;
  /** The path that an http health check asks for. */
  readonly endpoint: string | undefined;
  /** Seconds until the first healthy answer. */
  readonly startTimeout: number | undefined;
}

/** Which routes the app gets: none, a random one, named ones, or what `cf push` gives without a word. */
export type Routes =
  | { readonly kind: 'default' | 'none' | 'random' }
  | {
      readonly kind: 'named';
      readonly host: string | undefined;
      readonly domain: string | undefined;
      readonly path: string | undefined;
    };
