/**
 * The disk for containers that cloud properties of a VM ask for, in the form of each CPI.
 *
 * Sources: cloudfoundry/docs-bosh f504727, content/aws-cpi.md, azure-cpi.md, google-cpi.md, openstack-cpi.md,
 * vsphere-cpi.md; cloudfoundry/bosh v283.1.6, deployment_plan/merged_cloud_properties.rb, for what replaces what.
 */
import { find, isMap, type YamlMap, type YamlValue } from '../../../yaml-value.js';

/** Cloud properties, and what they are of, such as `vm_extensions 100GB_ephemeral_disk`. */
export interface OwnedProperties {
  readonly of: string;
  readonly properties: YamlMap;
}

/** A size in MiB, and what decides it. */
export interface EphemeralDisk {
  readonly mb: number;
  readonly of: string;
}

/** One way to ask for a disk. */
interface Asked {
  readonly path: string;
  /** MiB in one of its unit. */
  readonly unit: number;
}

/** vSphere's `disk` goes first, as its `root_disk_size_gb` is of a disk that containers are not on. */
const asked: readonly Asked[] = [
  { path: 'disk', unit: 1 },
  // AWS and Azure.
  { path: 'ephemeral_disk.size', unit: 1 },
  // Google, whose VMs have one disk for all.
  { path: 'root_disk_size_gb', unit: 1024 },
];
/** Elsewhere in MiB, and of the operating system alone. */
const ofOpenstack: Asked = { path: 'root_disk.size', unit: 1024 };
/** Azure's disk of the operating system, where that has containers as well. */
const ofAzure: Asked = { path: 'root_disk.size', unit: 1 };

/**
 * The disk of a VM with these cloud properties, later ones over earlier ones; undefined where they ask for none, as
 * where a flavour of the IaaS has it.
 */
export function ephemeralDisk(
  layers: readonly OwnedProperties[],
  { openstack }: { readonly openstack: boolean },
): EphemeralDisk | undefined {
  const merged = layers.reduce<YamlMap>((before, { properties }) => ({ ...before, ...properties }), {});
  const onRoot = find(merged, ['ephemeral_disk', 'use_root_disk']) === true;
  const ways = onRoot ? [ofAzure] : openstack ? [...asked, ofOpenstack] : asked;
  for (const { path, unit } of ways) {
    const [key = '', ...rest] = path.split('.');
    const mb = sizeIn(find(merged, [key, ...rest]), unit);
    const owner = layers.findLast(({ properties }) => Object.hasOwn(properties, key));
    if (mb !== undefined && owner) return { mb, of: owner.of };
  }
  return undefined;
}

/** A size that can be one: a whole number above 0. */
export function sizeIn(value: YamlValue | undefined, unit = 1): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value * unit : undefined;
}

/** Whether a cloud config is OpenStack's: its CPI wants `net_id` of each subnet, and no other knows it. */
export function isOpenstack(cloudConfig: YamlMap): boolean {
  const networks = cloudConfig['networks'];
  return (Array.isArray(networks) ? networks : []).filter(isMap).some((network) => {
    const subnets = Array.isArray(network['subnets']) ? network['subnets'] : [];
    return [network, ...subnets].some((part) => find(part, ['cloud_properties', 'net_id']) !== undefined);
  });
}
