/** A settings file to start from on an IaaS that only cf-deployment is for: no manifest of Diego's own is made there. */
import { cloudParts } from '../../environments/cloud-config.js';
import { type EnvironmentName, environments } from '../../environments/table.js';
import type { Declaration } from '../../foundations/declaration.js';
import { catalog } from '../../settings/catalog.js';
import type { YamlValue } from '../../yaml-value.js';
import { below, type OfferedSetting, type OfferedSettings, replacesOthers } from './settings-file.js';

/** What the operator alone knows, with the variable that stands for it; the rest of these groups follows them. */
const first = ['registry.host', 'registry.port', 'registry.enabled', 'registry.static_ips'];
const cache = ['cache.host', 'cache.port', 'cache.enabled', 'cache.static_ips'];
const variables: Readonly<Record<string, string>> = {
  'registry.host': '((registry_host))',
  'cache.host': '((cache_host))',
};
/** The declared default of the cache's name is that of diego-release. */
const examples: Readonly<Record<string, string>> = { 'cache.host': 'cache.example.com' };

/** What the file for one environment holds. */
export function planTodaysSettingsFile(environment: EnvironmentName): OfferedSettings {
  const asked = askedFor(environment);
  const paths = [
    ...[...first, ...cache, ...below('staging')],
    ...['diego.trust', 'diego.isolation_segments', 'security_group.destinations', 'runtime_config.os_conf_version'],
    ...below('bosh'),
    ...below(`iaas.${environment}`).filter((path) => !replacesOthers(path)),
  ];
  const group = `iaas.${environment}`;
  return { settings: paths.map((path) => offered(path, asked)), more: new Map([[group, below(group).length]]) };
}

function offered(path: string, asked: ReadonlyMap<string, string>): OfferedSetting {
  const declaration = catalog.get(path) as Declaration;
  const [example] = declaration.examples ?? [];
  const own = examples[path];
  const initial = Array.isArray(declaration.default) && example !== undefined ? undefined : declaration.default;
  const holdsAnyway = own === undefined && initial !== undefined;
  return {
    path,
    declaration,
    value: (own ?? initial ?? example ?? null) as YamlValue,
    holdsAnyway,
    variable: variables[path] ?? asked.get(path),
  };
}

/** The settings that a cloud config has variables for, with these. */
function askedFor(environment: EnvironmentName): ReadonlyMap<string, string> {
  const asked = new Map<string, string>();
  const read = (path: string): YamlValue | undefined =>
    catalog.get(`iaas.${environment}.${path}`)?.default as YamlValue | undefined;
  cloudParts(
    environments[environment].cloudConfig,
    ['z1'],
    Object.assign(read, {
      orVariable: (path: string, name: string) => {
        asked.set(`iaas.${environment}.${path}`, `((${name}))`);
        return null;
      },
      orDecided: (_path: string, value: YamlValue) => value,
    }),
  );
  return asked;
}
