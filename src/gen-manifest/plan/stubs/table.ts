/** The stubs that can be printed, each with its file name and what it is for. */
import type { GeneratorFile } from '../../foundations/diego-release/generator-files.js';

interface Stub {
  readonly file: string;
  readonly section: string;
  readonly title: string;
  /** The file that it is to diego-release's generator; missing for that of cf-release. */
  readonly diego?: GeneratorFile;
}

/** The stubs by their names, in the order in which they are printed. */
export const stubs = {
  'property-overrides': {
    file: 'property-overrides.yml',
    section: 'property_overrides',
    title: "property-overrides stub for Diego's generator",
    diego: 'property-overrides',
  },
  'cf-properties': {
    file: 'cf-properties.yml',
    section: 'properties',
    title: "properties stub for cf-release's generator",
  },
  'iaas-settings': {
    file: 'iaas-settings.yml',
    section: 'iaas_settings',
    title: "iaas-settings stub for Diego's generator",
    diego: 'iaas',
  },
  'persistent-disks': {
    file: 'persistent-disk-overrides.yml',
    section: 'persistent_disk_overrides',
    title: "persistent-disk-overrides stub for Diego's generator",
    diego: 'persistent-disks',
  },
} as const satisfies Record<string, Stub>;

export type StubName = keyof typeof stubs;
