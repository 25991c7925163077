/** The IaaS settings of a deployment: the environment's, or those of upstream's stub. */
import {
  type DiegoEnvironment,
  type IaasSettings,
  iaasSettings,
  type ReadSetting,
  variable,
} from '../environments/environment.js';
import { diegoEnvironments, type EnvironmentName, environments, isDiegoEnvironment } from '../environments/table.js';
import type { Finding } from '../errors.js';
import { type Foundation, foundationText } from '../foundations/foundation.js';
import { assumedFacts } from '../foundations/diego-facts.js';
import { resourcePoolNames } from '../foundations/topology.js';
import { placeOf } from '../settings/layers.js';
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
  { foundation, diego }: Pick<Deployment, 'foundation' | 'diego'>,
  findings: Finding[],
): Iaas {
  // A stub is for the generator of diego-release: what it lacks is nothing to cf-deployment.
  const section = foundation.name === 'diego-release' ? sections.iaas_settings : undefined;
  if (section) {
    findings.push(...replacedByStub(settings, section.source.file));
    // What other versions need of it is checked where it is read.
    const stub = iaasFromStub(section, diego === assumedFacts ? findings : []);
    return { iaas: stub, notedIaas: stub };
  }
  if (!isDiegoEnvironment(environment)) {
    findings.push(...withoutManifest(settings, environment, foundation));
    return { iaas: undefined, notedIaas: undefined };
  }
  const known = diegoEnvironments[environment];
  const read = [settingReader(settings, environment), notingReader(settings, environment)] as const;
  const [plain, noted] = read.map((each) =>
    withStatic(known, iaasSettings(known, resourcePoolNames, each), diego.staticAddresses),
  );
  return { iaas: plain, notedIaas: noted };
}

/** With the static addresses that an old Diego gives to its jobs, where the environment makes its subnets up. */
function withStatic({ withStatic: give }: DiegoEnvironment, settings: IaasSettings, count: number): IaasSettings {
  if (!give || count === 0) return settings;
  const subnets = Object.entries(settings.subnets).map(([network, each]) => [network, give(each, count)]);
  return { ...settings, subnets: Object.fromEntries(subnets) as IaasSettings['subnets'] };
}

/** The v1 manifests of diego-release are made for the environments of their time alone. */
function withoutManifest(settings: Settings, environment: string | undefined, foundation: Foundation): Finding[] {
  const known = environment !== undefined && Object.hasOwn(environments, environment);
  if (!known || foundation.name !== 'diego-release') return [];
  const by = settings.find('env');
  return [
    {
      code: 'unknown-environment',
      severity: 'error',
      message: `${environments[environment as EnvironmentName].title} is for cf-deployment alone: the generators of ${foundationText(foundation)} never had it`,
      hint: `name your cf-deployment, such as --foundation cf-deployment@58.0.0; here, take --env ${Object.keys(diegoEnvironments).join(' | ')}, or -i with an iaas-settings stub of your own`,
      ...(by && { place: placeOf(by) }),
    },
  ];
}

function settingReader(settings: Settings, environment: EnvironmentName): ReadSetting {
  const read = (path: string): YamlValue | undefined => settings.orDefault(`iaas.${environment}.${path}`);
  return Object.assign(read, {
    orVariable: (path: string, name: string) => read(path) ?? variable(name),
    orDecided: (path: string, value: YamlValue) => read(path) ?? value,
  });
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
  const orDecided = (path: string, value: YamlValue, why: string): YamlValue | Noted =>
    read(path) ?? new Noted(value, { text: `${why}; iaas.${environment}.${path} sets others` });
  return Object.assign(read, { orVariable, orDecided }) as ReadSetting;
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
