/** The stubs of `gen-manifest stubs` as texts. */
import type { Deployment, NotedIaas } from '../../model/deployment.js';
import type { PlannedDocument } from '../../plan/planned.js';
import { planCfProperties } from '../../plan/stubs/cf-properties.js';
import { planIaasSettings, planPersistentDisks } from '../../plan/stubs/iaas-settings.js';
import { planPropertyOverrideEdits, planPropertyOverrides } from '../../plan/stubs/property-overrides.js';
import { stubsFor } from '../../plan/stubs/stub-use.js';
import { type StubName, stubs } from '../../plan/stubs/table.js';
import { describeReasons } from '../../render/reasons.js';
import { type Describe, renderYaml } from '../../render/yaml.js';
import { madeBy, withoutHeader } from '../made-by.js';
import type { Prepared } from '../prepare.js';
import { headerLines, stubOpening } from '../stub-header.js';
import { unsetVariables } from '../unset-note.js';
import type { DocumentText } from './document.js';

/** Each stub as the file that `stubs --out` writes; `argv` is the command that makes all of them. */
export async function stubFiles(
  prepared: Prepared,
  argv: readonly string[],
): Promise<{ readonly name: StubName; readonly file: string; readonly document: DocumentText }[]> {
  const { foundation } = prepared.deployment;
  const describe = describeReasons(prepared.loaded.sources);
  return Promise.all(
    stubsFor(foundation).map(async (name) => {
      const body = await stubText(name, [], prepared, describe);
      const text = headerLines([name], foundation, madeBy(argv)) + body;
      const variables = unsetVariables(`\n---\n${body}`);
      return { name, file: stubs[name].file, document: { text, notes: '', variables, findings: [] } };
    }),
  );
}

/** A stub of gen-manifest's own; those of the IaaS need one that is named. */
export function plannedStub(name: StubName, deployment: Deployment): PlannedDocument {
  const { notedIaas, foundation } = deployment;
  switch (name) {
    case 'cf-properties':
      return planCfProperties(deployment);
    case 'iaas-settings':
      return planIaasSettings(notedIaas as NotedIaas, foundation.version);
    case 'persistent-disks':
      return planPersistentDisks(notedIaas as NotedIaas, foundation.version);
    case 'property-overrides':
      return planPropertyOverrides(deployment);
  }
}

/** The text of one stub; `others` are printed into the same document. */
export async function stubText(
  name: StubName,
  others: readonly StubName[],
  { deployment, loaded }: Prepared,
  describe: Describe,
): Promise<string> {
  const own = name === 'property-overrides' ? loaded.sections.property_overrides : undefined;
  if (!own) return renderYaml(plannedStub(name, deployment), describe);
  const { editYaml } = await import('../../render/edited-yaml.js');
  const taken = others.filter((other) => other !== name).map((other) => stubs[other].section);
  const edits = [
    ...taken.map((section) => ({ path: [section], remove: true as const })),
    ...planPropertyOverrideEdits(deployment),
  ];
  return editYaml(withoutHeader(own.source.text, stubOpening), edits, describe);
}
