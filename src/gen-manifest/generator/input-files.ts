/** The files that upstream's generator gets: the operator's own, and ours where there are none. */
import type { GeneratorFile } from '../foundations/diego-release/generator-files.js';
import type { Deployment, NotedIaas } from '../model/deployment.js';
import { planIaasSettings, planPersistentDisks } from '../plan/stubs/iaas-settings.js';
import { planPropertyOverrideEdits, planPropertyOverrides } from '../plan/stubs/property-overrides.js';
import { editYaml } from '../render/edited-yaml.js';
import { type Describe, renderYaml } from '../render/yaml.js';
import type { Loaded } from '../settings/load.js';
import type { YamlValue } from '../yaml-value.js';
import { filesByPosition } from './command-line.js';

/** The texts by what they are. */
export type InputFiles = ReadonlyMap<GeneratorFile, string>;

/** Sections that a version by position must get, although nothing in them is required. */
const emptySections: Readonly<Partial<Record<GeneratorFile, string>>> = {
  'instance-counts': 'instance_count_overrides',
  'additional-jobs': 'additional_jobs',
  'release-versions': 'release_versions',
};

/** Every file; the CF manifest must have been given. */
export function inputFiles(deployment: Deployment, loaded: Loaded, describe: Describe): InputFiles {
  const { version } = deployment.foundation;
  const files = new Map<GeneratorFile, string>();
  for (const [file, source] of Object.entries(loaded.generatorFiles ?? {}))
    files.set(file as GeneratorFile, source.text);
  files.set('cf', loaded.cfManifest?.text ?? '');
  files.set('property-overrides', propertyOverrides(deployment, loaded, describe));
  const { iaas_settings: iaas, instance_count_overrides: counts, release_versions: versions } = loaded.sections;
  const noted = deployment.notedIaas as NotedIaas;
  files.set('iaas', iaas?.source.text ?? renderYaml(planIaasSettings(noted, version), describe));
  if (counts) files.set('instance-counts', counts.source.text);
  if (versions) files.set('release-versions', versions.source.text);
  // Some switches need a stub of release versions, if only an empty one.
  for (const file of filesByPosition(version) ?? (['release-versions'] as const)) {
    if (!files.has(file)) files.set(file, madeHere(file, deployment, describe));
  }
  return files;
}

function propertyOverrides(deployment: Deployment, { sections }: Loaded, describe: Describe): string {
  const own = sections.property_overrides;
  if (!own) return renderYaml(planPropertyOverrides(deployment), describe);
  return editYaml(own.source.text, planPropertyOverrideEdits(deployment), describe);
}

function madeHere(file: GeneratorFile, { foundation, cf, notedIaas }: Deployment, describe: Describe): string {
  const text = (value: Record<string, YamlValue>): string => renderYaml({ header: [], value }, describe);
  if (file === 'director-uuid') return text({ director_uuid: cf('director_uuid') });
  if (file === 'persistent-disks')
    return renderYaml(planPersistentDisks(notedIaas as NotedIaas, foundation.version), describe);
  const section = emptySections[file];
  return text(section === undefined ? {} : { [section]: {} });
}
