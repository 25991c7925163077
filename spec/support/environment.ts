/** What an environment makes of settings, without the command around it. */
import {
  type DiegoEnvironment,
  iaasSettings,
  type IaasSettings,
  variable,
} from '../../src/gen-manifest/environments/environment.js';
import { resourcePoolNames } from '../../src/gen-manifest/foundations/topology.js';
import type { YamlMap, YamlValue } from '../../src/gen-manifest/yaml-value.js';

/** The IaaS settings of an environment with these settings, by path below `iaas.<name>`. */
export function iaasOf(
  environment: DiegoEnvironment,
  settings: Readonly<Record<string, YamlValue>> = {},
): IaasSettings {
  const read = (path: string): YamlValue | undefined =>
    settings[path] ?? (environment.settings[path]?.default as YamlValue | undefined);
  const orVariable = (path: string, name: string): YamlValue => read(path) ?? variable(name);
  const orDecided = (path: string, value: YamlValue): YamlValue => read(path) ?? value;
  return iaasSettings(environment, resourcePoolNames, Object.assign(read, { orVariable, orDecided }));
}

/** The first subnet of a network. */
export function subnetOf(settings: IaasSettings, network: 'diego1' | 'diego2' | 'diego3'): YamlMap {
  return (settings.subnets[network] as YamlMap[])[0] as YamlMap;
}
