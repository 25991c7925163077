/** Plans every document that a setting can end up in, from settings alone: nothing is read, nothing is checked. */
import type { IaasSettings } from '../../environments/environment.js';
import type { DiegoEnvironmentName } from '../../environments/table.js';
import type { Deployment } from '../../model/deployment.js';
import { resolve } from '../../model/resolve.js';
import type { CfValues } from '../../settings/cf-manifest.js';
import { Settings } from '../../settings/settings.js';
import type { YamlMap } from '../../yaml-value.js';
import { planDiegoManifest } from '../diego/manifest.js';
import { plain } from '../planned.js';
import { planCfProperties } from '../stubs/cf-properties.js';

/** The documents by the name that `explain` gives them. */
export interface Documents {
  readonly manifest: YamlMap;
  readonly 'cf-properties': YamlMap;
}
export type DocumentName = keyof Documents;

/** What the documents are planned from; without `cf`, CF's values are variables. */
export interface PlannedFrom {
  readonly environment: DiegoEnvironmentName;
  readonly settings?: YamlMap;
  readonly cf?: CfValues;
}

/** The documents as plain values. */
export async function planDocuments({ environment, settings, cf }: PlannedFrom): Promise<Documents> {
  const deployment = await resolveSettings({ ...settings, env: environment }, cf);
  return {
    manifest: plain(planDiegoManifest(deployment, deployment.iaas as IaasSettings).value) as YamlMap,
    'cf-properties': plain(planCfProperties(deployment).value) as YamlMap,
  };
}

/** The deployment that a tree of settings describes. */
export function resolveSettings(tree: YamlMap, cf?: CfValues): Promise<Deployment> {
  const settings = new Settings([{ origin: { kind: 'set' }, tree }]);
  return resolve({ settings, sections: {}, sources: [], findings: [], ...(cf && { cf }) }, []);
}
