/** The cloud config of `gen-manifest cloud-config` as text. */
import { type Finding, hasErrors } from '../../errors.js';
import type { CloudConfig } from '../../model/cloud-config/cloud-config.js';
import { networkFindings } from '../../model/cloud-config/network-checks.js';
import { resolveCloudConfig } from '../../model/cloud-config/resolve.js';
import type { ReleaseDeployment } from '../../model/registry/release-deployment.js';
import { resolveRelease } from '../../model/registry/resolve.js';
import { planCloudConfig } from '../../plan/cloud-config/cloud-config.js';
import { type CloudConfigForBase, planForCloudConfig } from '../../plan/cloud-config/for-base.js';
import { named } from '../../plan/cloud-config/named-items.js';
import { ownNetwork } from '../../plan/cloud-config/own-network.js';
import type { PlannedDocument } from '../../plan/planned.js';
import type { Loaded } from '../../settings/load.js';
import type { YamlSource } from '../../settings/yaml-source.js';
import type { YamlMap } from '../../yaml-value.js';
import { documentText } from '../document-text.js';
import type { Prepared } from '../prepare.js';
import { unsetVariables, variablesNote } from '../unset-note.js';
import { type WholeBase, wholeBaseText } from '../whole-base-text.js';
import { type DocumentText, noText } from './document.js';

/** The cloud config: whole, or what a base lacks of it, or with `full` the base with that. */
export async function cloudConfigText(
  { loaded, deployment, findings: before, foundationKnown }: Prepared,
  argv: readonly string[],
  { full }: { readonly full: boolean },
): Promise<DocumentText> {
  if (!foundationKnown) return noText([]);
  const findings: Finding[] = [];
  const planned = await plannedCloudConfig(loaded, resolveRelease(loaded, deployment, findings), findings);
  if (!planned || hasErrors([...before, ...findings])) return noText(findings);
  const text =
    planned.forBase && full && loaded.cloudConfig
      ? await wholeBaseText(wholeOf(planned.forBase, loaded.cloudConfig), argv, loaded)
      : documentText(planned.document, argv, loaded);
  const variables = unsetVariables(text);
  return { text, notes: variablesNote(variables, loaded), variables, findings };
}

/** A planned cloud config; where the director's own is given, what that lacks. */
interface PlannedCloudConfig {
  readonly document: PlannedDocument;
  readonly forBase: CloudConfigForBase | undefined;
}

/** Plans it; undefined where nothing names the IaaS, with the findings why. */
export async function plannedCloudConfig(
  loaded: Loaded,
  release: ReleaseDeployment,
  findings: Finding[],
): Promise<PlannedCloudConfig | undefined> {
  const cloud = resolveCloudConfig(loaded, release, findings);
  if (!cloud) return undefined;
  if (!hasNetwork(cloud, loaded.cloudConfig)) findings.push(...(await ownNetworkFindings(cloud, loaded)));
  const forBase = loaded.cloudConfig && planForCloudConfig(cloud, loaded.cloudConfig, findings);
  return { document: forBase?.additions ?? planCloudConfig(cloud), forBase };
}

/** Whether the base has the network, so that none is made. */
function hasNetwork({ network }: CloudConfig, base: YamlSource | undefined): boolean {
  return base !== undefined && named(base.value as YamlMap, 'networks', { name: network.name }) !== undefined;
}

async function ownNetworkFindings(cloud: CloudConfig, { settings }: Loaded): Promise<Finding[]> {
  const { AddressReader } = await import('../../model/checks/address-reader.js');
  const { readIpv6 } = await import('../../model/checks/ipv6-address.js');
  return networkFindings(ownNetwork(cloud, settings), cloud, new AddressReader(readIpv6));
}

function wholeOf({ whole: value, header }: CloudConfigForBase, base: YamlSource): WholeBase {
  return { base, value, header, opening: '# Cloud config for ' };
}
