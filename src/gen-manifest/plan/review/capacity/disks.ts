/** Sizes of disks: by manifests, settings and cloud configs; where none of them tells it, by what a name says. */
import { cells } from '../../../foundations/cf-deployment/job-property.js';
import { isMap, scalarText, type YamlMap, type YamlValue } from '../../../yaml-value.js';
import { plain } from '../../planned.js';
import { groupIn, jobProperties, propertyIn, type Subject } from '../subject.js';
import { diskTypeSize, type FoundSize, type KnownCloudConfig, vmDisk } from './cloud-config-disks.js';

/** A size in MiB, and where it is from; undefined with what would tell it. */
export type KnownSize = FoundSize | { readonly mb: undefined; readonly toldBy: string };

/** The disk that a cell gives to containers. */
export function cellDisk(subject: Subject): KnownSize {
  const { settings, deployment } = subject;
  const overrides = 'property_overrides.executor.disk_capacity_mb';
  const found = settings.find(overrides)?.value;
  if (typeof found === 'number') return { mb: found, from: overrides };
  if (deployment.foundation.name === 'diego-release') return ofPool(deployment.iaas?.resourcePools.cell_z1);
  const capacity = propertyIn(jobProperties(subject.cellManifest, cells, 'rep'), 'diego.executor.disk_capacity_mb');
  if (typeof capacity === 'number') return { mb: capacity, from: `diego.executor.disk_capacity_mb of ${cells}` };
  return ofGroup(groupIn(subject.cellManifest, cells)?.map, subject);
}

/** The director's own cloud config has the disks of its VMs; names of cf-deployment say them, `100GB_ephemeral_disk`. */
function ofGroup(group: YamlMap | undefined, { cloudConfigs: { own }, settings }: Subject): KnownSize {
  if (!group)
    return { mb: undefined, toldBy: 'the manifest of Cloud Foundry, given with --base, names the disk of its cells' };
  const found = own && vmDisk(own, group, settings.own('env'));
  if (found) return found;
  const extensions = group['vm_extensions'];
  const names = [...(Array.isArray(extensions) ? extensions : []), group['vm_type'] ?? null].map(scalarText);
  const name = names.find((each) => namedSize(each) !== undefined);
  if (name !== undefined) return byName(name, own);
  const type = `the VM type ${scalarText(group['vm_type'])}`;
  const toldBy = own
    ? `${own.name} names no disk of ${type}: the IaaS tells that of its flavour`
    : `the cloud config, given with --cloud-config, tells the disk of ${type}`;
  return { mb: undefined, toldBy };
}

function byName(name: string, config: KnownCloudConfig | undefined, what = ''): FoundSize {
  const why = config ? `as ${config.name} has no size for it` : 'which the cloud config decides';
  return { mb: namedSize(name) as number, from: `the name of ${what}${name}, ${why}` };
}

/** Cloud properties as vSphere's and AWS's CPI take them; elsewhere a flavour of the IaaS has the disk. */
function ofPool(cloudProperties: YamlValue | undefined): KnownSize {
  const disk = propertyIn(isMap(cloudProperties) ? cloudProperties : {}, 'disk');
  const ephemeral = propertyIn(isMap(cloudProperties) ? cloudProperties : {}, 'ephemeral_disk.size');
  const mb = [disk, ephemeral].find((each) => typeof each === 'number');
  if (typeof mb === 'number') return { mb, from: 'the cloud properties of cell_z1' };
  const type = isMap(cloudProperties) ? scalarText(cloudProperties['instance_type']) : '';
  return { mb: undefined, toldBy: `the IaaS tells the disk of ${type === '' ? 'the cells' : `the flavour ${type}`}` };
}

/** The persistent disk of registry or cache. */
export function persistentDisk({ release, cloudConfigs: { own, made } }: Subject): KnownSize {
  if (release.facts.manifest === 'v1') {
    const size = release.iaas && plain(release.iaas.disks.size);
    if (typeof size === 'number') return { mb: size, from: 'disk_pools.docker_disks.disk_size' };
    return { mb: undefined, toldBy: 'disk_pools.docker_disks.disk_size of the IaaS settings tells it' };
  }
  const name = scalarText(release.persistentDiskType);
  const configs = [own, made].filter((config) => config !== undefined);
  const found = diskTypeSize(configs, name);
  if (found) return found;
  const decisive = own ?? made;
  if (namedSize(name) !== undefined) return byName(name, decisive, 'the disk type ');
  const toldBy = decisive
    ? `${decisive.name} has no number for disk_size of the disk type ${name}`
    : `the cloud config, given with --cloud-config, tells the size of the disk type ${name}`;
  return { mb: undefined, toldBy };
}

/** What a name such as `100GB`, `1TB_ephemeral_disk` says, in MiB. */
export function namedSize(name: string): number | undefined {
  const [, digits, unit] = /(?:^|[^a-z\d])(\d{1,6})\s?(GB|TB)(?![a-z\d])/i.exec(name.replaceAll('_', ' ')) ?? [];
  if (digits === undefined || unit === undefined || Number(digits) === 0) return undefined;
  return Number(digits) * (unit.toUpperCase() === 'TB' ? 1024 * 1024 : 1024);
}
