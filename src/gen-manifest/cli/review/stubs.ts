/** The stubs that a review shows: what upstream's generators are given. */
import { load } from 'js-yaml';
import { planCfProperties } from '../../plan/stubs/cf-properties.js';
import { planIaasSettings, planPersistentDisks } from '../../plan/stubs/iaas-settings.js';
import { planPropertyOverrides } from '../../plan/stubs/property-overrides.js';
import { commandWith, stubsFor, useOf } from '../../plan/stubs/stub-use.js';
import { type StubName, stubs } from '../../plan/stubs/table.js';
import type { PlannedDocument, PlannedMap } from '../../plan/planned.js';
import { describeReasons } from '../../render/reasons.js';
import { stubSchema } from '../../settings/yaml-source.js';
import { stubText } from '../documents/stubs.js';
import type { Prepared } from '../prepare.js';
import type { Artifact } from './artifacts.js';

/** The stubs of the foundation, as far as the settings name an IaaS for those that need one. */
export async function stubArtifacts(prepared: Prepared): Promise<Artifact[]> {
  const { foundation } = prepared.deployment;
  if (foundation.name !== 'diego-release') return [];
  const artifacts: Artifact[] = [];
  for (const name of stubsFor(foundation)) {
    const document = await stubDocument(name, prepared);
    if (!document) continue;
    artifacts.push({
      name: `stubs/${stubs[name].file}`,
      description: `The ${stubs[name].title}: ${useOf(name, foundation)}.`,
      command: commandWith(name, foundation),
      by: 'stubs',
      more: ['--only', name],
      document,
    });
  }
  return artifacts;
}

async function stubDocument(name: StubName, prepared: Prepared): Promise<PlannedDocument | undefined> {
  const { deployment, loaded } = prepared;
  const { notedIaas, foundation } = deployment;
  switch (name) {
    case 'cf-properties':
      return planCfProperties(deployment);
    case 'iaas-settings':
      return notedIaas && planIaasSettings(notedIaas, foundation.version);
    case 'persistent-disks':
      return notedIaas && planPersistentDisks(notedIaas, foundation.version);
    case 'property-overrides': {
      if (!loaded.sections.property_overrides) return planPropertyOverrides(deployment);
      // The operator's own, with what is added to it: its secrets can be told from its values alone.
      const text = await stubText(name, [], prepared, describeReasons(loaded.sources));
      return { header: [], value: load(text, { schema: stubSchema }) as PlannedMap };
    }
  }
}
