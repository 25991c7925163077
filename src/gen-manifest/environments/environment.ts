/** What one IaaS contributes: its settings, and upstream's `iaas_settings` made of them. */
import type { Declaration } from '../foundations/declaration.js';
import {
  dockerNetwork,
  type EnvironmentNetwork,
  type JobName,
  type NetworkName,
  networkNames,
} from '../foundations/topology.js';
import type { YamlMap, YamlValue } from '../yaml-value.js';
import type { CloudConfigOfIaas } from './cloud-config.js';

/** Reads one setting below `iaas.<env>`. */
export interface ReadSetting {
  /** Undefined where neither a file nor a default sets it. */
  (path: string): YamlValue | undefined;
  /** What only the operator knows: until it is set, a variable named for what it is. */
  orVariable(path: string, name: string): YamlValue;
  /** What an environment decides where no setting does; `why` is shown with it. */
  orDecided(path: string, value: YamlValue, why: string): YamlValue;
}

/** The content of upstream's iaas-settings stub, as far as its templates read it at v0.1463.0. */
export interface IaasSettings<Value = YamlValue> {
  readonly stemcell: Value;
  readonly compilationCloudProperties: Value;
  readonly resourcePools: Readonly<Record<JobName, Value>>;
  readonly subnets: Readonly<Record<NetworkName, Value>>;
  readonly databaseDisks: { readonly size: Value; readonly cloudProperties: Value };
}

/** An IaaS: its settings, and how its part of a cloud config is made of them. */
export interface Environment {
  readonly name: string;
  readonly title: string;
  /** Settings below `iaas.<name>`, those that every environment has (common-settings.ts) among them. */
  readonly settings: Readonly<Record<string, Declaration>>;
  readonly cloudConfig: CloudConfigOfIaas;
}

/** An IaaS that the v1 manifests of diego-release's time are for as well, and how its part of them is made. */
export interface DiegoEnvironment extends Environment {
  readonly compilationCloudProperties: (read: ReadSetting) => YamlMap;
  readonly poolCloudProperties: (job: JobName, read: ReadSetting) => YamlMap;
  readonly databaseDiskCloudProperties: (read: ReadSetting) => YamlMap;
  /** The subnets of one network where `networks.<network>.subnets` does not give them whole. */
  readonly subnets: (network: EnvironmentNetwork, read: ReadSetting) => YamlValue[];
  /** The same subnets with so many static addresses, where the environment makes them up itself. */
  readonly withStatic?: (subnets: YamlValue, count: number) => YamlValue;
}

/** A variable for what only the operator knows, named for what it is. */
export function variable(name: string): string {
  return `((${name}))`;
}

/** Upstream's iaas_settings for an environment; a key that a setting gives whole replaces what is made. */
export function iaasSettings(environment: DiegoEnvironment, jobs: readonly JobName[], read: ReadSetting): IaasSettings {
  const resourcePools = jobs.map((job): [JobName, YamlValue] => [
    job,
    read(`resource_pool_cloud_properties.${job}`) ?? environment.poolCloudProperties(job, read),
  ]);
  const subnets = networkNames.map((network): [NetworkName, YamlValue] => [
    network,
    read(`networks.${network}.subnets`) ?? environment.subnets(network, read),
  ]);
  return {
    stemcell: { name: read('stemcell.name') ?? null, version: read('stemcell.version') ?? null },
    compilationCloudProperties: read('compilation_cloud_properties') ?? environment.compilationCloudProperties(read),
    resourcePools: Object.fromEntries(resourcePools) as Record<JobName, YamlValue>,
    subnets: Object.fromEntries(subnets) as Record<NetworkName, YamlValue>,
    databaseDisks: {
      size: read('disk_pools.database_disks.disk_size') ?? null,
      cloudProperties:
        read('disk_pools.database_disks.cloud_properties') ?? environment.databaseDiskCloudProperties(read),
    },
  };
}

/** What a v1 manifest of registry and cache takes from the IaaS. */
export interface DockerIaas<Value = YamlValue> {
  readonly stemcell: { readonly name: Value; readonly version: Value };
  readonly compilationCloudProperties: Value;
  readonly poolCloudProperties: Value;
  readonly subnets: Value;
  readonly disks: { readonly size: Value; readonly cloudProperties: Value };
}

/** The same for the deployment of registry and cache: small VMs with large disks, in a network of their own. */
export function dockerIaas(environment: DiegoEnvironment, read: ReadSetting): DockerIaas {
  const [pool, disks] = ['resource_pool_cloud_properties.docker', 'disk_pools.docker_disks'];
  return {
    stemcell: { name: read('stemcell.name') ?? null, version: read('stemcell.version') ?? null },
    compilationCloudProperties: read('compilation_cloud_properties') ?? environment.compilationCloudProperties(read),
    poolCloudProperties: read(pool) ?? environment.poolCloudProperties('route_emitter_z1', read),
    subnets: read(`networks.${dockerNetwork}.subnets`) ?? environment.subnets(dockerNetwork, read),
    disks: {
      size: read(`${disks}.disk_size`) ?? null,
      cloudProperties: read(`${disks}.cloud_properties`) ?? environment.databaseDiskCloudProperties(read),
    },
  };
}

/** One subnet in upstream's shape from the settings `networks.<network>.*`; unset lists are left out. */
export function subnet(network: EnvironmentNetwork, read: ReadSetting, cloudProperties: YamlMap): YamlMap {
  const setting = (key: string) => read(`networks.${network}.${key}`);
  const dns = setting('dns');
  const reserved = setting('reserved');
  return {
    range: read.orVariable(`networks.${network}.range`, `${network}_range`),
    gateway: read.orVariable(`networks.${network}.gateway`, `${network}_gateway`),
    ...(dns !== undefined && { dns }),
    ...(reserved !== undefined && { reserved }),
    static: setting('static') ?? [],
    cloud_properties: cloudProperties,
  };
}
