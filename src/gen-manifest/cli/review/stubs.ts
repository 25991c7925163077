/** The stubs that a review shows: what upstream's generators are given. */
import { load } from 'js-yaml';
import { commandWith, needsIaas, stubsFor, useOf } from '../../plan/stubs/stub-use.js';
import { type StubName, stubs } from '../../plan/stubs/table.js';
import type { PlannedDocument, PlannedMap } from '../../plan/planned.js';
import { describeReasons } from '../../render/reasons.js';
import { stubSchema } from '../../settings/yaml-source.js';
import { plannedStub, stubText } from '../documents/stubs.js';
import type { Prepared } from '../prepare.js';
import type { Artifact } from './artifacts.js';

/** The stubs of the foundation, as far as the settings name an IaaS for those that need one. */
export async function stubArtifacts(prepared: Prepared): Promise<Artifact[]> {
  const { foundation, notedIaas } = prepared.deployment;
  if (foundation.name !== 'diego-release') return [];
  const names = stubsFor(foundation).filter((name) => notedIaas !== undefined || !needsIaas(name));
  return Promise.all(
    names.map(async (name): Promise<Artifact> => ({
      name: `stubs/${stubs[name].file}`,
      description: `The ${stubs[name].title}: ${useOf(name, foundation)}.`,
      command: commandWith(name, foundation),
      by: 'stubs',
      more: ['--only', name],
      document: await stubDocument(name, prepared),
    })),
  );
}

async function stubDocument(name: StubName, prepared: Prepared): Promise<PlannedDocument> {
  const { deployment, loaded } = prepared;
  if (name !== 'property-overrides' || !loaded.sections.property_overrides) return plannedStub(name, deployment);
  // The operator's own, with what is added to it: its secrets can be told from its values alone.
  const text = await stubText(name, [], prepared, describeReasons(loaded.sources));
  return { header: [], value: load(text, { schema: stubSchema }) as PlannedMap };
}
