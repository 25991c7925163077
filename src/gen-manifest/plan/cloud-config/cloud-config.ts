/**
 * The cloud config with all that the deployment of registry and cache names.
 *
 * Source: bosh.io, "Cloud Config"; cloudfoundry/bosh v283.1.6, deployment_plan/cloud_manifest_parser.rb.
 */
import type { CloudConfig, CloudValue, Named } from '../../model/cloud-config/cloud-config.js';
import { Noted, type Reason } from '../../model/reason.js';
import type { NamedList } from './named-items.js';
import { plain, type PlannedDocument, type PlannedMap, type PlannedValue } from '../planned.js';

/** Plans a cloud config for a director that has none. */
export function planCloudConfig(cloud: CloudConfig): PlannedDocument {
  return {
    header: [
      `Cloud config for ${cloud.iaas}, whole: the zones, VM type, disk type and network that the deployment diego-docker names.`,
      'For a director that has none yet, as this replaces the one that is there: bosh update-cloud-config cloud-config.yml',
      'A director with Cloud Foundry has one, often with these very names: with --base cloud-config.yml, which',
      'bosh cloud-config > cloud-config.yml writes, gen-manifest prints only what is missing in it.',
    ],
    value: { ...cloudConfigLists(cloud), compilation: compilation(cloud) },
  };
}

/** The named items alone. */
export function cloudConfigLists(cloud: CloudConfig): Record<NamedList, PlannedMap[]> {
  const { azs, vmType, diskType, network, parts } = cloud;
  return {
    azs: azs.map((az, index) => item(az, parts.azs[index]?.cloudProperties)),
    vm_types: [item(vmType, parts.vmType)],
    disk_types: diskType
      ? [item(diskType, parts.diskType.cloudProperties, { disk_size: parts.diskType.size as PlannedValue })]
      : [],
    networks: [{ ...item(network, undefined), type: 'manual', subnets: parts.subnets }],
  };
}

/** Where packages are compiled: on VMs like those of registry and cache. */
export function compilation({ azs, vmType, network }: CloudConfig): Noted {
  const [az] = azs;
  const value = {
    workers: 2,
    reuse_compilation_vms: true,
    az: az?.name ?? null,
    vm_type: vmType.name,
    network: network.name,
  };
  return new Noted(value, {
    text: 'The VMs that compile packages; a director takes this once, over all its cloud configs',
  });
}

function item({ name, reason }: Named, cloudProperties: CloudValue | undefined, more: PlannedMap = {}): PlannedMap {
  const empty = cloudProperties === undefined || isEmpty(cloudProperties);
  return {
    name: withReason(name, reason),
    ...more,
    ...(!empty && { cloud_properties: cloudProperties }),
  };
}

function isEmpty(value: CloudValue): boolean {
  const properties = plain(value);
  return properties === null || (typeof properties === 'object' && Object.keys(properties).length === 0);
}

function withReason(name: string, reason: Reason | undefined): PlannedValue {
  return reason ? new Noted(name, reason) : name;
}
