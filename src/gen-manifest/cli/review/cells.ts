/** The deployment that has the cells: what is wired into it, against what is deployed. */
import type { Finding } from '../../errors.js';
import { cells } from '../../foundations/cf-deployment/job-property.js';
import { isAssumed } from '../../foundations/foundation.js';
import { planDiegoManifest } from '../../plan/diego/manifest.js';
import { trustFindings } from '../../plan/ops/findings.js';
import { planOpsFile } from '../../plan/ops/ops-file.js';
import { wanted } from '../../plan/ops/wanted.js';
import { plain, type PlannedDocument, type PlannedMap } from '../../plan/planned.js';
import type { Compared } from '../../plan/review/changes/deployment.js';
import { jobsOf } from '../../plan/review/changes/manifest.js';
import type { SharedCause } from '../../plan/review/changes/shared-causes.js';
import { unpatchedSides } from '../../plan/review/changes/unpatched.js';
import { shellQuoted } from '../../render/shell-quoted.js';
import { isMap, scalarText, type YamlMap } from '../../yaml-value.js';
import { ofOthers } from '../documents/ops.js';
import type { Prepared } from '../prepare.js';
import type { Against } from './against.js';
import type { Artifact } from './artifacts.js';
import { generatedElsewhere, noCfDeployment } from './not-compared.js';

/** What is made for the cells. */
export interface CellsReview {
  /** The whole manifest with the wiring; undefined where the operator's own is not given. */
  readonly manifest: YamlMap | undefined;
  readonly compared: Omit<Compared, 'sources'> | undefined;
  readonly artifacts: readonly Artifact[];
}

/** Plans for the foundation's own manifest. */
export async function reviewCells(prepared: Prepared, against: Against, findings: Finding[]): Promise<CellsReview> {
  return prepared.deployment.foundation.name === 'cf-deployment'
    ? today(prepared, against, findings)
    : ofDiegoRelease(prepared, against, findings);
}

async function today(prepared: Prepared, against: Against, findings: Finding[]): Promise<CellsReview> {
  const { deployment, loaded } = prepared;
  findings.push(...trustFindings(deployment));
  const { base } = loaded;
  const besides = addedByRuntimeConfig(prepared);
  if (!base) {
    findings.push(...noCfDeployment(against.cells));
    const name = `cf-deployment v${deployment.foundation.version}`;
    const sides = unpatchedSides('cf', wanted(deployment));
    const compared = { name: 'cf', against: `${name} as it is released: --base shows your own`, ...sides, besides };
    return { manifest: undefined, compared, artifacts: [opsArtifact(planOpsFile(deployment), [])] };
  }
  const { planForBase } = await import('../../plan/ops/for-base.js');
  const planned = planForBase(deployment, base, findings);
  const manifest = plain(planned.manifest) as YamlMap;
  const files = [base.manifest, ...base.opsFiles].map(({ file }) => file);
  const deployed = against.cells;
  const old = (deployed?.value ?? planned.before) as YamlMap;
  const same = deployed === undefined || deployed.file === base.manifest.file;
  const compared = {
    name: scalarText(manifest['name']) || 'cf',
    against: same ? `${files.join(' with ')}, before the wiring` : `${deployed.file}, as it is deployed`,
    old,
    new: planned.manifest as PlannedMap,
    besides,
  };
  return { manifest, compared, artifacts: [opsArtifact(planned.operations, files)] };
}

function opsArtifact(document: PlannedDocument, files: readonly string[]): Artifact {
  const [base = 'cf-deployment.yml', ...opsFiles] = files;
  const before = opsFiles.map((file) => `-o ${shellQuoted(file)} `).join('');
  return {
    name: 'docker-registry.yml',
    description: 'The ops file that wires registry and cache into Cloud Foundry.',
    command: `bosh deploy -d cf ${shellQuoted(base)} ${before}-o docker-registry.yml`,
    by: 'ops',
    more: files.length === 0 ? [] : ['--base', base, ...opsFiles.flatMap((file) => ['-o', file])],
    document,
    filled: ofOthers,
  };
}

/** The addon with the CA is on every VM with garden, whichever deployment it is of. */
function addedByRuntimeConfig({ deployment, loaded }: Prepared): SharedCause[] {
  const version = loaded.settings.own('runtime_config.os_conf_version');
  if (deployment.trust.by !== 'ca' || version === undefined) return [];
  return [
    (group) =>
      group.name === cells || jobsOf(group).some(({ name }) => name === 'garden')
        ? {
            effect: 'restarted',
            text: 'the runtime config adds the job ca_certs of os-conf, unless it is there already',
          }
        : undefined,
  ];
}

/** Diego's own manifest, at the one version that it is made for. */
function ofDiegoRelease({ deployment }: Prepared, { cells: deployed }: Against, findings: Finding[]): CellsReview {
  const { foundation, notedIaas } = deployment;
  const generated = !isAssumed(foundation);
  if (generated) findings.push(...generatedElsewhere(foundation, deployed));
  if (generated || notedIaas === undefined) return { manifest: undefined, compared: undefined, artifacts: [] };
  const plan = (of: typeof deployment): PlannedDocument => planDiegoManifest(of, notedIaas);
  const document = plan(deployment);
  const manifest = plain(document.value) as YamlMap;
  const unwired = plain(plan({ ...deployment, insecureRegistries: [] }).value);
  const old = deployed && isMap(deployed.value) ? deployed.value : (unwired as YamlMap);
  const compared = {
    name: scalarText(manifest['name']),
    against: deployed
      ? `${deployed.file}, as it is deployed`
      : 'the same manifest before the wiring: --against shows what is deployed',
    old,
    new: document.value as PlannedMap,
  };
  const artifact: Artifact = {
    name: 'diego.yml',
    description: "Diego's deployment manifest.",
    command: 'bosh int diego.yml --vars-file vars.yml --var-errs',
    by: 'diego',
    document,
  };
  return { manifest, compared, artifacts: [artifact] };
}
