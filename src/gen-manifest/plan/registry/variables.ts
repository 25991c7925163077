/** The section `variables` of a manifest: what BOSH makes when it deploys, and keeps. */
import type { ReleaseDeployment, Service } from '../../model/registry/release-deployment.js';
import { find, isVariable, scalarText, type YamlValue } from '../../yaml-value.js';
import { Noted } from '../../model/reason.js';
import { plain, type PlannedMap, type PlannedValue } from '../planned.js';

/** Passwords that planners write as variables; those that a manifest has are declared. */
const passwords = [
  'registry_http_secret',
  'registry_admin_password',
  'registry_smoke_tests_password',
  'registry_mirror_password',
  'cache_http_secret',
  'cache_puller_password',
];

/** Longest common name that a certificate can have: RFC 5280, ub-common-name. */
const longestCommonName = 64;

/** The manifest with the variables that it needs declared; the CA goes before what it signs. */
export function withVariables(manifest: PlannedMap, release: ReleaseDeployment): PlannedMap {
  const text = JSON.stringify(plain(manifest));
  const signed = [release.registry, release.cache].filter((service) => service?.certificate !== undefined);
  const variables: PlannedValue[] = [
    ...(signed.length > 0 ? [authority(release)] : []),
    ...signed.map((service) => certificate(service as Service, release)),
    ...passwords.filter((name) => text.includes(`((${name}))`)).map((name) => ({ name, type: 'password' })),
  ];
  return variables.length === 0 ? manifest : { ...manifest, variables };
}

/** The names of what BOSH makes itself. */
export function declaredVariables(manifest: PlannedMap): string[] {
  const declared = plain(manifest['variables'] ?? []);
  return Array.isArray(declared) ? declared.map((each) => scalarText(find(each, ['name']))) : [];
}

/** An absolute name: the deployment of Cloud Foundry reads it as well. */
function authority({ caVariable, reasonOf }: ReleaseDeployment): PlannedMap {
  const text = 'An absolute name, since other deployments trust it: registry.ca_variable';
  return {
    name: new Noted(caVariable, { text, ...reasonOf('registry.ca_variable') }),
    type: 'certificate',
    options: { is_ca: true, common_name: 'diego-docker registry CA' },
  };
}

/** The hosts of the URLs that clients know caches by: each upstream's may have a name of its own. */
function namesOfUpstreams({ given }: Service): string[] {
  const upstreams = given.find('upstreams')?.value;
  if (!Array.isArray(upstreams)) return [];
  return upstreams.flatMap((upstream) => {
    const [, host] = /^https:\/\/([^:/]+)/.exec(scalarText(find(upstream, ['external_url']))) ?? [];
    return host ?? [];
  });
}

function certificate(service: Service, { caVariable, facts }: ReleaseDeployment): PlannedMap {
  const { host, staticIps = [], certificate: name } = service;
  const names: YamlValue[] = [...new Set<YamlValue>([host, ...staticIps, ...namesOfUpstreams(service)])];
  return {
    name: name as string,
    type: 'certificate',
    // CredHub makes it again when the names change.
    ...(facts.updatesVariables && { update_mode: 'converge' }),
    options: {
      ca: caVariable,
      common_name: host.length <= longestCommonName || isVariable(host) ? host : service.group,
      alternative_names: names,
      extended_key_usage: ['server_auth'],
    },
  };
}
