/** The IaaS settings of a deployment: the environment's, or those of upstream's stub. */
import { iaasSettings, type ReadSetting, variable } from '../environments/environment.js';
import { type EnvironmentName, environments } from '../environments/table.js';
import type { Finding } from '../errors.js';
import { resourcePoolNames } from '../foundations/topology.js';
import type { Loaded } from '../settings/load.js';
import type { Settings } from '../settings/settings.js';
import { find, isMap, type YamlValue } from '../yaml-value.js';
import type { Deployment } from './deployment.js';
import { iaasFromStub } from './iaas-stub.js';
import { Noted, reasonOf } from './reason.js';

type Iaas = Pick<Deployment, 'iaas' | 'notedIaas'>;

/** Both forms of the IaaS settings; undefined where nothing names an environment and no stub is given. */
export function iaas(
  { settings, sections }: Loaded,
  environment: EnvironmentName | undefined,
  findings: Finding[],
): Iaas {
  const section = sections.iaas_settings;
  if (section) {
    findings.push(...replacedByStub(settings, section.source.file));
    const stub = iaasFromStub(section, findings);
    return { iaas: stub, notedIaas: stub };
  }
  const known = environment !== undefined && Object.hasOwn(environments, environment) && environments[environment];
  if (!known) return { iaas: undefined, notedIaas: undefined };
  return {
    iaas: iaasSettings(known, resourcePoolNames, settingReader(settings, environment)),
    notedIaas: iaasSettings(known, resourcePoolNames, notingReader(settings, environment)),
  };
}

function settingReader(settings: Settings, environment: EnvironmentName): ReadSetting {
  const read = (path: string): YamlValue | undefined => settings.orDefault(`iaas.${environment}.${path}`);
  return Object.assign(read, { orVariable: (path: string, name: string) => read(path) ?? variable(name) });
}

/** Reads values with their reasons. Environments put values in their places and look into none. */
export function notingReader(settings: Settings, environment: EnvironmentName): ReadSetting {
  const read = (path: string): YamlValue | Noted | undefined => {
    const setting = `iaas.${environment}.${path}`;
    const value = settings.orDefault(setting);
    const reason = reasonOf(settings, setting);
    return value === undefined || reason === undefined ? value : new Noted(value, reason);
  };
  const orVariable = (path: string, name: string): YamlValue | Noted =>
    read(path) ?? new Noted(variable(name), { text: `iaas.${environment}.${path} sets it` });
  return Object.assign(read, { orVariable }) as ReadSetting;
}

/** `-i` replaces the environment as a whole: settings below `iaas` that are given beside it have no effect. */
function replacedByStub(settings: Settings, file: string): Finding[] {
  return settings.layers.flatMap(({ origin, tree }): Finding[] => {
    if (!setsAnything(find(tree, ['iaas']))) return [];
    const given = origin.kind === 'set';
    return [
      {
        code: 'no-effect',
        severity: given ? 'error' : 'warning',
        message: `the settings below iaas have no effect: ${file} replaces the environment as a whole`,
        hint: given ? `change ${file}, or leave -i out` : `leave out -i ${file} to use them`,
        place: origin.kind === 'settings' ? { file: origin.file, path: ['iaas'] } : { file: '--set iaas' },
      },
    ];
  });
}

/** False for groups all of whose lines are commented out, as in a file of `init`. */
function setsAnything(value: YamlValue | undefined): boolean {
  return isMap(value) ? Object.values(value).some(setsAnything) : value !== undefined && value !== null;
}
