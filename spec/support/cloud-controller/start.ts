/** Starts a stand-in of one Cloud Foundry. */
import { type Api, serve } from './api.js';
import { type Foundry, v2Routes } from './v2.js';
import { rootRoutes, v3Routes } from './v3.js';

/** A running Cloud Controller of this Cloud Foundry; version 2 or 3 is left out where it has no version. */
export function startFoundry(cf: Foundry): Promise<Api> {
  return serve((url) => [
    ...rootRoutes(cf, url),
    ...(cf.v2 === '' ? [] : v2Routes(cf, url)),
    ...(cf.v3 === undefined ? [] : v3Routes(cf, url)),
  ]);
}
