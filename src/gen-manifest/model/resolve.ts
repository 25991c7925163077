/** From loaded settings to the deployment: every default resolved, every value checked in its context. */
import type { EnvironmentName } from '../environments/table.js';
import { variable } from '../environments/environment.js';
import type { Finding } from '../errors.js';
import type { CfInputName } from '../foundations/cf-inputs.js';
import { assumedFacts, type DiegoFacts } from '../foundations/diego-facts.js';
import { assumedFoundation, type Foundation, isAssumed } from '../foundations/foundation.js';
import type { GeneratorFlag } from '../foundations/diego-release/generator-flags.js';
import { propertyOverrides } from '../foundations/property-overrides.js';
import { groupAndZone, groups, type JobName } from '../foundations/topology.js';
import type { Declaration } from '../foundations/declaration.js';
import type { Loaded } from '../settings/load.js';
import type { Settings } from '../settings/settings.js';
import { scalarText, type YamlValue } from '../yaml-value.js';
import { withCfRelease } from './cf-release.js';
import type { Deployment, Explained, InstanceCount } from './deployment.js';
import { knownFoundation } from './foundation.js';
import { iaas } from './iaas.js';
import { reasonOf } from './reason.js';
import { trust } from './trust.js';
import { insecureRegistries } from './wiring.js';

const declared: ReadonlyMap<string, Declaration> = new Map(Object.entries<Declaration>(propertyOverrides));

/**
 * The deployment that the settings describe; what is wrong with them is added to `findings`. `otherwise` is the
 * foundation where nothing names or tells one.
 */
export async function resolve(
  loaded: Loaded,
  findings: Finding[],
  otherwise: Foundation = assumedFoundation,
): Promise<Deployment> {
  const { settings } = loaded;
  const environment = settings.own('env') as EnvironmentName | undefined;
  const { foundation, assumed } = await knownFoundation(loaded, otherwise, findings);
  const known = await withCfRelease(foundation, loaded, findings);
  const diego = await factsOf(known);
  const flags = generatorFlags(settings);
  const trusted = trust(settings, known);
  return {
    foundation: known,
    foundationAssumed: assumed,
    diego,
    generatorFlags: flags,
    environment,
    rootfsRelease: flags.includes('rootfs-release'),
    cfBridge: flags.includes('cf-bridge'),
    ...iaas(loaded, environment, { foundation: known, diego }, findings),
    staging: {
      diskMb: settings.own('staging.disk_mb'),
      memoryMb: settings.own('staging.memory_mb'),
      timeoutS: settings.own('staging.timeout_s'),
    },
    trust: trusted,
    isolationSegments: settings.own('diego.isolation_segments').map(scalarText),
    insecureRegistries: insecureRegistries(settings, { foundation: known, trust: trusted, diego }, findings),
    cf: (name) => cfValue(loaded, name),
    override: (path) => override(loaded, path, diego),
    count: (job) => count(settings, job),
    reasonOf: (setting) => reasonOf(settings, setting),
    releaseVersion: (release) => settings.value(`release_versions.${release}`) ?? 'latest',
  };
}

/** What the version of Diego asks for; tables are looked up only for others than the assumed one. */
async function factsOf(foundation: Foundation): Promise<DiegoFacts> {
  if (isAssumed(foundation) || foundation.name !== 'diego-release') return assumedFacts;
  const { diegoFacts } = await import('../foundations/diego-release/facts.js');
  return diegoFacts(foundation.version);
}

/** The switches by their names; two of them have settings of their own. */
function generatorFlags(settings: Settings): GeneratorFlag[] {
  const flags = settings.own('diego.generator_flags').map(scalarText) as GeneratorFlag[];
  const own = [
    ...(settings.own('diego.rootfs_release') === true ? (['rootfs-release'] as const) : []),
    ...(settings.own('diego.cf_bridge') === true ? (['cf-bridge'] as const) : []),
  ];
  return [...new Set([...own, ...flags])];
}

/** What the CF manifest says; without one, a variable named for the place that it comes from. */
function cfValue(loaded: Loaded, name: CfInputName): YamlValue {
  if (loaded.cf) return loaded.cf[name] ?? null;
  if (name === 'release') return { name: 'cf', version: variable('cf_release_version') };
  return variable(`cf_${name}`);
}

/** Without a stub, what upstream requires, and what the jobs do not start without, is variables. */
function override({ settings, sections }: Loaded, path: string, diego: DiegoFacts): Explained | undefined {
  const found = settings.find(`property_overrides.${path}`);
  if (found) {
    const traced = found.origin.kind !== 'stub';
    return { value: found.value, ...(traced && { reason: { from: found } }) };
  }
  if (sections.property_overrides) return undefined;
  const unset = diego.reads(path) ? declared.get(path)?.['x-unset'] : undefined;
  // A value of its own, such as a list with a passphrase, says more than a variable.
  if (unset !== undefined && unset !== true) return { value: unset as YamlValue };
  if (unset === true || diego.requires.includes(path)) return { value: variable(path.replaceAll('.', '_')) };
  return undefined;
}

function count(settings: Settings, job: JobName): InstanceCount {
  const { group, zone } = groupAndZone(job);
  const at = `instance_count_overrides.${job}`;
  const { instances, serial } = groups[group];
  return {
    instances: given(settings.value(`${at}.instances`), instances[zone - 1] ?? 0),
    maxInFlight: serial ? 1 : given(settings.value(`${at}.max_in_flight`), 1),
  };
}

/** What was given, null included, as upstream keeps it; else `otherwise`. */
function given(value: YamlValue | undefined, otherwise: YamlValue): YamlValue {
  return value === undefined ? otherwise : value;
}
