/** Sizes of disks, as far as manifests and settings tell them: elsewhere than in them, a cloud config knows. */
import { cells } from '../../../foundations/cf-deployment/job-property.js';
import { isMap, scalarText, type YamlMap, type YamlValue } from '../../../yaml-value.js';
import { plain } from '../../planned.js';
import { groupIn, jobProperties, propertyIn, type Subject } from '../subject.js';

/** A size in MiB, and where it is from; undefined with what would tell it. */
export type KnownSize =
  { readonly mb: number; readonly from: string } | { readonly mb: undefined; readonly toldBy: string };

/** The disk that a cell gives to containers. */
export function cellDisk(subject: Subject): KnownSize {
  const { settings, deployment } = subject;
  const overrides = 'property_overrides.executor.disk_capacity_mb';
  const found = settings.find(overrides)?.value;
  if (typeof found === 'number') return { mb: found, from: overrides };
  if (deployment.foundation.name === 'diego-release') return ofPool(deployment.iaas?.resourcePools.cell_z1);
  const capacity = propertyIn(jobProperties(subject.cellManifest, cells, 'rep'), 'diego.executor.disk_capacity_mb');
  if (typeof capacity === 'number') return { mb: capacity, from: `diego.executor.disk_capacity_mb of ${cells}` };
  return ofGroup(groupIn(subject.cellManifest, cells)?.map);
}

/** VM types and extensions of cf-deployment are named for their disks, `100GB_ephemeral_disk`; the cloud config decides. */
function ofGroup(group: YamlMap | undefined): KnownSize {
  const extensions = group?.['vm_extensions'];
  const names = [...(Array.isArray(extensions) ? extensions : []), group?.['vm_type'] ?? null].map(scalarText);
  const name = names.find((each) => namedSize(each) !== undefined);
  if (name !== undefined)
    return { mb: namedSize(name) as number, from: `the name of ${name}, which the cloud config decides` };
  const toldBy =
    group === undefined
      ? 'the manifest of Cloud Foundry, given with --base, names the disk of its cells'
      : `the cloud config tells the disk of the VM type ${scalarText(group['vm_type'])}`;
  return { mb: undefined, toldBy };
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
export function persistentDisk({ release }: Subject): KnownSize {
  if (release.facts.manifest === 'v1') {
    const size = release.iaas && plain(release.iaas.disks.size);
    if (typeof size === 'number') return { mb: size, from: 'disk_pools.docker_disks.disk_size' };
    return { mb: undefined, toldBy: 'disk_pools.docker_disks.disk_size of the IaaS settings tells it' };
  }
  const name = scalarText(release.persistentDiskType);
  const mb = namedSize(name);
  if (mb !== undefined) return { mb, from: `the name of the disk type ${name}, which the cloud config decides` };
  return { mb: undefined, toldBy: `the cloud config tells the size of the disk type ${name}` };
}

/** What a name such as `100GB`, `1TB_ephemeral_disk` says, in MiB. */
export function namedSize(name: string): number | undefined {
  const [, digits, unit] = /(?:^|[^a-z\d])(\d{1,6})\s?(GB|TB)(?![a-z\d])/i.exec(name.replaceAll('_', ' ')) ?? [];
  if (digits === undefined || unit === undefined || Number(digits) === 0) return undefined;
  return Number(digits) * (unit.toUpperCase() === 'TB' ? 1024 * 1024 : 1024);
}
