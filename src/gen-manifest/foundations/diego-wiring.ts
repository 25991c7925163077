/**
 * How Diego of diego-release v0.1463.0 finds registries, and why some addresses cannot work.
 *
 * Sources: diego-release v0.1463.0 jobs/stager/spec (docker_registry_address, which no template of
 * manifest-generation sets) and jobs/stager/templates/stager_ctl.erb; cloudfoundry-incubator/stager
 * backend/docker_backend.go (service name in consul, port 8080 as a constant); docker_app_lifecycle
 * builder/main.go (form of an entry); garden-linux 8ab2cbf setup.sh and consul's confab (DNS).
 */
export const cacheAddress = { host: 'docker-registry.service.cf.internal', port: 8080 } as const;

/**
 * Whether Diego's stager looks the cache up in consul, and its builder pushes copies of images into it: up to
 * diego-release 0.1490.0 (dockerapplifecycle fb1731d). Without semver, which takes longer to set up than a manifest to plan.
 */
export function diegoFillsCache({ name, version }: { readonly name: string; readonly version: string }): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return name === 'diego-release' && major === 0 && minor < 1491;
}

/** Names that consul serves: on the cells' loopback only, so that staging containers cannot resolve them. */
export const consulDomain = /(^|\.)cf\.internal$/i;

/** What Cloud Controller of cf-release v234 does where its stub sets nothing (jobs/cloud_controller_ng/spec). */
export const stagingDefaults = { disk_mb: 6144, memory_mb: 1024, timeout_s: 900 } as const;
