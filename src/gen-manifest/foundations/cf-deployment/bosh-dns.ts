/**
 * Whether BOSH DNS runs on every VM, so that an alias of another deployment is resolved on cells and in containers.
 *
 * Source: cf-deployment v3.0.0, cf-deployment.yml (the addon bosh-dns; before, only operations/experimental had it).
 */
import type { VersionRow } from '../version-rows.js';

export const boshDns: readonly VersionRow<true>[] = [{ range: '>=3.0.0', fact: true }];
