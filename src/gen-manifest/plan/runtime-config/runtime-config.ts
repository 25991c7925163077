/**
 * The runtime config that adds the registry's CA to the operating system of every VM that runs garden: image
 * pulls trust that alone.
 *
 * Sources: os-conf-release v23.0.2, jobs/ca_certs/spec; bosh.io, "Runtime config" (placement rules of addons).
 */
import type { Deployment } from '../../model/deployment.js';
import { noted, type PlannedDocument } from '../planned.js';

/** The addon's name, which must be the only one of its kind on the director. */
const addon = 'diego-docker-registry-ca';

/** Plans the runtime config with this version of os-conf-release. */
export function planRuntimeConfig({ foundation, trust, reasonOf }: Deployment, osConf: string): PlannedDocument {
  const certs = noted(`((${trust.caVariable}.ca))`, {
    text: "The CA of registry and cache, a variable of the registry's deployment; registry.ca_variable names it",
  });
  return {
    header: [
      `Runtime config for cf-deployment v${foundation.version}: cells trust the CA of registry and cache when they pull images.`,
      'Update it by a name of its own, so that others stay as they are:',
      'bosh update-config --type runtime --name diego-docker runtime-config.yml',
      'It takes effect when Cloud Foundry is deployed the next time; deploy the registry before, so that the CA is there.',
      "A VM has os-conf's job ca_certs once: where another addon places it on cells, add the CA there instead.",
      "The director's trusted certificates (director.trusted_certs) do the same on every VM that it makes.",
    ],
    value: {
      releases: [{ name: 'os-conf', version: noted(osConf, reasonOf('runtime_config.os_conf_version')) }],
      addons: [
        {
          name: addon,
          include: { jobs: [{ name: 'garden', release: 'garden-runc' }] },
          jobs: [{ name: 'ca_certs', release: 'os-conf', properties: { certs } }],
        },
      ],
    },
  };
}
