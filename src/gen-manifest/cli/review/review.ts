/** Puts a review together: everything planned, compared, rendered and checked, without secrets. */
import type { Finding } from '../../errors.js';
import { foundationText } from '../../foundations/foundation.js';
import type { LaterRuby } from '../../erb/ruby-thread.js';
import { resolveRelease } from '../../model/registry/resolve.js';
import type { ReleaseDeployment } from '../../model/registry/release-deployment.js';
import { planCapacity, planGrowth } from '../../plan/review/capacity/capacity.js';
import { reviewDeployment } from '../../plan/review/changes/deployment.js';
import { plannable, reviewedFindings } from '../../plan/review/findings.js';
import type { Review, ReviewUnderWay } from '../../plan/review/review.js';
import { scrubbed, secretTexts } from '../../plan/review/scrubbed.js';
import { shownManifest } from '../../plan/review/shown.js';
import type { Subject } from '../../plan/review/subject.js';
import { planTopology } from '../../plan/review/topology/topology.js';
import { planRegistryManifest } from '../../plan/registry/manifest.js';
import { plain, type PlannedDocument, type PlannedMap } from '../../plan/planned.js';
import { redacted } from '../../secrets/redacted.js';
import { isMap, scalarText, type YamlMap, type YamlValue } from '../../yaml-value.js';
import type { Arguments } from '../arguments.js';
import { generatedIn } from '../documents/registry.js';
import { madeBy } from '../made-by.js';
import type { Prepared } from '../prepare.js';
import type { Against } from './against.js';
import { type Artifact, shownArtifact, variablesIn } from './artifacts.js';
import { cloudConfigArtifact, knownCloudConfigs } from './cloud-config.js';
import { type CellsReview, reviewCells } from './cells.js';
import { reviewedJobs } from './jobs.js';
import { openedAddresses, runtimeConfigArtifact, securityGroupArtifact } from './reach.js';
import { stubArtifacts } from './stubs.js';

/** What a review is made of. */
export interface ReviewInputs {
  readonly prepared: Prepared;
  readonly against: Against;
  readonly args: Arguments;
  readonly argv: readonly string[];
  readonly ruby: Promise<LaterRuby>;
}

/**
 * A review, its jobs' files still under way, and all that was found; where it holds errors that stop planning, the
 * review has the findings alone.
 */
export async function makeReview(inputs: ReviewInputs, found: readonly Finding[]): Promise<MadeReview> {
  const { prepared, against } = inputs;
  const findings = [...prepared.findings, ...found];
  // What is wrong by the rules of a foundation that is a guess may be right.
  const release = resolveRelease(prepared.loaded, prepared.deployment, prepared.foundationKnown ? findings : []);
  const sources = [...prepared.loaded.sources, ...Object.values(against)];
  const opening = {
    title: title(release, prepared),
    madeBy: redacted(madeBy(inputs.argv).replace(/^Made by: /, '')) as string,
  };
  const parts = plannable(findings) ? await plannedParts(inputs, release, findings) : nothing;
  const planned = { ...opening, ...parts.shown, findings: reviewedFindings(findings, sources) };
  const given = [...sources.map(({ value }) => value), ...setValues(prepared)];
  const secrets = [...given.flatMap(secretsOf), ...parts.secrets];
  const jobs = parts.jobs.then((rendered) => scrubbed(rendered, secrets));
  // Whoever waits for them is told; until then, a failure is nobody's.
  jobs.catch(() => undefined);
  return { review: { ...scrubbed(planned, secrets), jobs }, findings, variables: parts.variables };
}

function title({ registry, cache }: ReleaseDeployment, prepared: Prepared): string {
  const what = registry && cache ? 'Registry and cache' : cache ? 'Docker cache' : 'Private registry';
  return `${what} for ${reviewedFoundation(prepared)}`;
}

/** As it is known, or as it was asked for. */
function reviewedFoundation({ loaded, deployment, foundationKnown }: Prepared): string {
  if (foundationKnown) return foundationText(deployment.foundation);
  return scalarText(loaded.settings.value('foundation')) || 'an unknown foundation';
}

/** A review, all that was found, and the variables that somebody must give values. */
interface MadeReview {
  readonly review: ReviewUnderWay;
  readonly findings: readonly Finding[];
  readonly variables: readonly string[];
}

/** All of a review but its opening and its findings, and the secrets that are not shown of it. */
interface Parts {
  readonly shown: Omit<Review, 'title' | 'madeBy' | 'findings' | 'jobs'>;
  readonly jobs: Promise<Review['jobs']>;
  readonly secrets: readonly string[];
  readonly variables: readonly string[];
}

const nothing: Parts = {
  shown: {
    planned: false,
    topology: { nodes: [], edges: [] },
    deployments: [],
    artifacts: [],
    capacity: [],
    growth: undefined,
  },
  jobs: Promise.resolve([]),
  secrets: [],
  variables: [],
};

async function plannedParts(inputs: ReviewInputs, release: ReleaseDeployment, findings: Finding[]): Promise<Parts> {
  const { prepared, against, args } = inputs;
  const { deployment, loaded } = prepared;
  const registry = planRegistryManifest(deployment, release);
  const whole = plain(registry.value) as YamlMap;
  const registryManifest = shownManifest(whole);
  const { files, findings: without } = await reviewedJobs(registryManifest, inputs.ruby);
  findings.push(...without);
  const cells = await reviewCells(prepared, against, findings);
  const reached = openedAddresses(prepared, findings);
  const cloudConfig = await cloudConfigArtifact(prepared, release, findings);
  const subject: Subject = {
    settings: loaded.settings,
    deployment,
    release,
    registryManifest,
    cellManifest: cells.manifest,
    cloudConfigs: knownCloudConfigs(loaded, cloudConfig),
    reached,
  };
  // In the order in which they are deployed.
  const artifacts = [
    ...cloudConfig,
    registryArtifact(registry, release),
    ...runtimeConfigArtifact(prepared, findings),
    ...(await stubArtifacts(prepared)),
    ...cells.artifacts,
  ];
  const shown = artifacts.map((artifact) => shownArtifact(artifact, args, prepared));
  return {
    shown: {
      planned: true,
      topology: planTopology(subject),
      deployments: comparedDeployments(inputs, registry, cells).map(reviewDeployment),
      artifacts: [...shown, ...securityGroupArtifact(reached, prepared)],
      capacity: planCapacity(subject),
      growth: planGrowth(subject),
    },
    jobs: files,
    secrets: secretTexts(whole, registryManifest),
    variables: variablesIn(artifacts, shown),
  };
}

function registryArtifact(document: PlannedDocument, { facts }: ReleaseDeployment): Artifact {
  const name = 'diego-docker.yml';
  return {
    name,
    description: 'The deployment manifest of registry and cache.',
    command:
      facts.manifest === 'v2'
        ? `bosh deploy -d diego-docker ${name}`
        : `bosh int ${name} --vars-store creds.yml -l vars.yml --var-errs`,
    by: 'registry',
    document,
    filled: generatedIn(document),
  };
}

function comparedDeployments({ prepared, against }: ReviewInputs, registry: PlannedDocument, cells: CellsReview) {
  const sources = prepared.loaded.sources;
  const deployed = against.registry;
  const own = {
    name: scalarText(plain((registry.value as PlannedMap)['name'] ?? null)),
    against: deployed ? `${deployed.file}, as it is deployed` : 'nothing: it is new',
    old: deployed && isMap(deployed.value) ? deployed.value : {},
    new: registry.value as PlannedMap,
    sources,
  };
  return [...(cells.compared ? [{ ...cells.compared, sources }] : []), own];
}

/** What `--set` gives is in no file. */
function setValues({ loaded }: Prepared): YamlValue[] {
  return loaded.settings.layers.filter(({ origin }) => origin.kind === 'set').map(({ tree }) => tree);
}

function secretsOf(value: YamlValue): string[] {
  return secretTexts(value, isMap(value) ? shownManifest(value) : redacted(value));
}
