/** Sizes of disks as cloud configs have them: the director's own, and what a review makes for it. */
import { find, isMap, scalarText, type YamlMap } from '../../../yaml-value.js';
import { ephemeralDisk, isOpenstack, type OwnedProperties, sizeIn } from './ephemeral-disk.js';

/** A cloud config, and what a reader knows it by. */
export interface KnownCloudConfig {
  readonly value: YamlMap;
  /** Such as `director.yml`. */
  readonly name: string;
}

/** A size in MiB, and where it is from. */
export interface FoundSize {
  readonly mb: number;
  readonly from: string;
}

/** The size of a disk type by the first of these cloud configs that has it. */
export function diskTypeSize(configs: readonly KnownCloudConfig[], type: string): FoundSize | undefined {
  const config = configs.find(({ value }) => find(value, ['disk_types', type]) !== undefined);
  const mb = config && sizeIn(find(config.value, ['disk_types', type, 'disk_size']));
  return mb === undefined ? undefined : { mb, from: `disk_types ${type} of ${config?.name}` };
}

/** The disk for containers of the VMs of a group; undefined where its VM type and extensions do not ask for one. */
export function vmDisk(
  { value, name }: KnownCloudConfig,
  group: YamlMap,
  environment: string | undefined,
): FoundSize | undefined {
  const extensions = group['vm_extensions'];
  const layers = [
    propertiesOf(value, 'vm_types', scalarText(group['vm_type'])),
    ...(Array.isArray(extensions) ? extensions : []).map((each) =>
      propertiesOf(value, 'vm_extensions', scalarText(each)),
    ),
  ];
  const openstack = environment === 'openstack' || isOpenstack(value);
  const disk = ephemeralDisk(layers, { openstack });
  return disk && { mb: disk.mb, from: `${disk.of} of ${name}` };
}

function propertiesOf(config: YamlMap, list: 'vm_types' | 'vm_extensions', name: string): OwnedProperties {
  const properties = find(config, [list, name, 'cloud_properties']);
  return { of: `${list} ${name}`, properties: isMap(properties) ? properties : {} };
}
