/**
 * Whether BOSH DNS runs on every VM, so that an alias of another deployment is resolved on cells and in containers.
 *
 * Source: cf-deployment v3.0.0, cf-deployment.yml (the addon bosh-dns; before, only operations/experimental had it).
 * Without semver, which takes longer to set up than a manifest to plan.
 */
export function hasBoshDns({ name, version }: { readonly name: string; readonly version: string }): boolean {
  return name === 'cf-deployment' && Number(version.split('.')[0]) >= 3;
}
