/**
 * What one IaaS contributes to a BOSH cloud config, in the form of its CPI: zones, VM type, disk type and subnets of
 * the deployment of registry and cache.
 *
 * Sources: bosh.io, "Cloud Config" and the page of each CPI (cloudfoundry/docs-bosh, content/*-cpi.md);
 * cloudfoundry/bosh-deployment, <iaas>/cloud-config.yml; cf-deployment v58.0.0, iaas-support/<iaas>/cloud-config.yml.
 */
import type { Declaration } from '../foundations/declaration.js';
import { dockerNetwork } from '../foundations/topology.js';
import type { YamlMap, YamlValue } from '../yaml-value.js';
import type { ReadSetting } from './environment.js';

/** How one IaaS makes cloud properties and subnets of its settings. */
export interface CloudConfigOfIaas {
  /** The cloud properties of an availability zone; `az` is its name in the cloud config. */
  readonly az: (az: string, read: ReadSetting) => YamlMap;
  readonly vmType: (read: ReadSetting) => YamlMap;
  readonly diskType: (read: ReadSetting) => YamlMap;
  /** The cloud properties of one subnet. */
  readonly subnet: (read: ReadSetting) => YamlMap;
  /** True where the IaaS's subnets are each in one zone; else one subnet serves all zones. */
  readonly zonalSubnets?: true;
  /** Servers that every VM of the IaaS can ask, where it has such, and what they are. */
  readonly dns?: { readonly servers: readonly string[]; readonly why: string };
  /** What a subnet has where no setting names its range: an IaaS that is one machine has its own. */
  readonly ownSubnet?: YamlMap;
}

/** The same with the values of a run. */
export interface CloudParts<Value = YamlValue> {
  readonly azs: readonly { readonly name: string; readonly cloudProperties: Value }[];
  readonly vmType: Value;
  readonly diskType: { readonly size: Value; readonly cloudProperties: Value };
  readonly subnets: Value;
}

const at = `networks.${dockerNetwork}`;

/** The parts of a cloud config for these zones; what a setting gives whole replaces what is made. */
export function cloudParts(iaas: CloudConfigOfIaas, azs: readonly string[], read: ReadSetting): CloudParts {
  const disks = 'disk_pools.docker_disks';
  return {
    azs: azs.map((name) => ({
      name,
      cloudProperties: read(`az_cloud_properties.${name}`) ?? iaas.az(name, read),
    })),
    vmType: read('resource_pool_cloud_properties.docker') ?? iaas.vmType(read),
    diskType: {
      size: read(`${disks}.disk_size`) ?? null,
      cloudProperties: read(`${disks}.cloud_properties`) ?? iaas.diskType(read),
    },
    subnets: read(`${at}.subnets`) ?? subnets(iaas, azs, read),
  };
}

/** One subnet for all zones, or one for each: of the second and later ones nothing is known until all are given. */
function subnets(iaas: CloudConfigOfIaas, azs: readonly string[], read: ReadSetting): YamlValue[] {
  if (!iaas.zonalSubnets) return [subnet(iaas, azs, read)];
  return azs.map((az, index) => subnet(iaas, [az], index === 0 ? read : ofZone(az, read)));
}

function subnet(iaas: CloudConfigOfIaas, azs: readonly string[], read: ReadSetting): YamlMap {
  const range = read(`${at}.range`);
  const own = range === undefined ? iaas.ownSubnet : undefined;
  const reserved = read(`${at}.reserved`);
  const cloudProperties = iaas.subnet(read);
  return {
    azs: [...azs],
    ...(own ?? {
      range: read.orVariable(`${at}.range`, `${dockerNetwork}_range`),
      gateway: read.orVariable(`${at}.gateway`, `${dockerNetwork}_gateway`),
    }),
    dns: iaas.dns
      ? read.orDecided(`${at}.dns`, [...iaas.dns.servers], iaas.dns.why)
      : read.orVariable(`${at}.dns`, `${dockerNetwork}_dns`),
    ...(reserved !== undefined && { reserved }),
    static: read(`${at}.static`) ?? [],
    ...(Object.keys(cloudProperties).length > 0 && { cloud_properties: cloudProperties }),
  };
}

/** A reader that knows nothing of the network, and names the variables of a zone for it. */
function ofZone(az: string, read: ReadSetting): ReadSetting {
  const ofNetwork = (path: string): boolean => path.startsWith(`${at}.`);
  return Object.assign((path: string) => (ofNetwork(path) ? undefined : read(path)), {
    orVariable: (path: string, name: string) =>
      ofNetwork(path)
        ? read.orVariable(`${at}.subnets`, name.replace(`${dockerNetwork}_`, `${dockerNetwork}_${nameOf(az)}_`))
        : read.orVariable(path, name),
    orDecided: (path: string, value: YamlValue, why: string) => read.orDecided(path, value, why),
  });
}

/** Zones that have settings of their own; others are given by `az_cloud_properties`. */
export const knownAzs = ['z1', 'z2', 'z3'] as const;

/** Where the IaaS has zone `az`: its setting, else a variable, also for zones of other names. */
export function zoneOf(az: string, read: ReadSetting): YamlValue {
  const known = (knownAzs as readonly string[]).includes(az);
  const setting = known ? `availability_zones.${az}` : `az_cloud_properties.${az}`;
  return read.orVariable(setting, `${nameOf(az)}_availability_zone`);
}

/** The name of a zone as a part of a variable's name. */
export function nameOf(az: string): string {
  return az.replace(/[^-\w]/g, '_');
}

/** The settings `availability_zones.*` of an IaaS whose zones a cloud config alone names. */
export function zoneSettings(what: string, examples: readonly string[]): Record<string, Declaration> {
  return Object.fromEntries(
    knownAzs.map((az, index) => [
      `availability_zones.${az}`,
      {
        type: 'string',
        description: `${what} of BOSH's zone ${az}`,
        examples: [examples[index] ?? examples[0]],
        'x-ends-up-in': [`cloud-config: azs.${az}.cloud_properties`],
      },
    ]),
  );
}
