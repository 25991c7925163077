/** The picture of the result: who runs where, who connects to whom, and what makes that work. */
import { cells } from '../../../foundations/cf-deployment/job-property.js';
import { stagingDisk } from '../../../foundations/cf-deployment/staging-limits.js';
import { stagingList } from '../../../foundations/cf-deployment/insecure-lists.js';
import { factAt } from '../../../foundations/version-rows.js';
import type { Service } from '../../../model/registry/release-deployment.js';
import { scalarText } from '../../../yaml-value.js';
import { instancesOf } from '../changes/manifest.js';
import type { Topology, TopologyEdge, TopologyNode } from '../review.js';
import { groupIn, type Subject } from '../subject.js';
import { connectionProblem } from './problems.js';
import { mirrored, objectStore, type Part, serviceNode, together, upstreams } from './servers.js';
import { type Client, portsText, propertyText, worksBy } from './wiring.js';

/** Plans the picture. */
export function planTopology(subject: Subject): Topology {
  const { registry, cache } = subject.release;
  const services = [registry, cache].filter((service) => service !== undefined);
  const clients = [stagingNode(subject), ...cellNodes(subject)];
  return together([
    ...(registry ? [operator(registry)] : []),
    cloudController(subject),
    { nodes: clients, edges: services.flatMap((service) => clients.flatMap((node) => pulls(node, service, subject))) },
    { nodes: services.map((service) => serviceNode(service, subject)), edges: [] },
    ...(registry ? [objectStore(registry, subject), mirrored(subject)] : []),
    ...(cache ? [upstreams(cache, subject)] : []),
  ]);
}

/** The name of the deployment that has the cells. */
function cellDeployment({ cellManifest, deployment: { foundation } }: Subject): string {
  const known = scalarText(cellManifest?.['name']);
  return known || (foundation.name === 'cf-deployment' ? 'cf' : 'diego');
}

function operator(registry: Service): Part {
  return {
    nodes: [
      { id: 'operator', kind: 'operator', name: 'People and pipelines', lines: ['docker push'], deployment: undefined },
    ],
    edges: [
      {
        from: 'operator',
        to: 'registry',
        purpose: 'push images',
        port: `tcp ${scalarText(registry.port)}`,
        protection: registry.tls ? 'tls' : 'http',
        worksBy: registry.tls
          ? 'docker login, and the CA among the certificates that their docker trusts'
          : 'docker login',
        problem: undefined,
      },
    ],
  };
}

function cloudController(subject: Subject): Part {
  const { foundation, staging } = subject.deployment;
  const today = foundation.name === 'cf-deployment';
  const limit = today
    ? propertyText(stagingDisk)
    : 'dea_next.staging_disk_limit_mb of cf-release, from the stub cf-properties';
  return {
    nodes: [
      {
        id: 'cloud-controller',
        kind: 'cloud-controller',
        name: 'Cloud Controller',
        lines: [`staging disk ${scalarText(staging.diskMb)} MiB`],
        deployment: today ? cellDeployment(subject) : 'cf',
      },
    ],
    edges: [
      {
        from: 'cloud-controller',
        to: 'staging-container',
        purpose: 'has apps staged',
        ...(byStager(subject)
          ? { port: "by Diego's stager, tcp 8888", protection: 'http' as const }
          : { port: "by Diego's BBS, tcp 8889", protection: 'tls' as const }),
        worksBy: `disk limit in ${limit}`,
        problem: undefined,
      },
    ],
  };
}

/**
 * Whether Cloud Controller has Diego's stager in between, as until cf-deployment v0.30.0. Sources: diego-release
 * v0.1463.0, jobs/stager/spec; capi-release, jobs/cloud_controller_ng/spec (`cc.diego.bbs.url`).
 */
function byStager({ deployment: { foundation } }: Subject): boolean {
  return foundation.name === 'diego-release' || factAt(stagingList, foundation.version)?.job === 'stager';
}

function stagingNode(subject: Subject): TopologyNode {
  const today = subject.deployment.foundation.name === 'cf-deployment';
  const on = today ? [cells, ...subject.deployment.isolationSegments].join(', ') : 'the cells';
  return {
    id: 'staging-container',
    kind: 'staging-container',
    name: 'Staging containers',
    lines: [`on ${on}`],
    deployment: cellDeployment(subject),
  };
}

/** Every group of cells; on diego-release those of the zones, which are wired by the same properties. */
function cellNodes(subject: Subject): TopologyNode[] {
  const { deployment, cellManifest } = subject;
  const today = deployment.foundation.name === 'cf-deployment';
  const names = today
    ? [...new Set([cells, ...deployment.isolationSegments])]
    : (['cell_z1', 'cell_z2', 'cell_z3'] as const).filter((job) => deployment.count(job).instances !== 0);
  return names.map((name) => {
    const group = groupIn(cellManifest, name);
    const instances = group && instancesOf(group);
    return {
      id: `cell-${name}`,
      kind: 'cell',
      name,
      lines: [
        'garden pulls images',
        ...(instances === undefined ? [] : [`${instances} ${instances === 1 ? 'instance' : 'instances'}`]),
      ],
      deployment: cellDeployment(subject),
    };
  });
}

/** What one client does with one service. */
function pulls(node: TopologyNode, service: Service, subject: Subject): TopologyEdge[] {
  const client = node.kind as Client;
  const filled = service.part === 'cache' && subject.release.facts.filledByDiego;
  const staging = filled ? 'pushes a copy of the image' : "reads the image's metadata";
  return [
    {
      from: node.id,
      to: service.part,
      purpose: client === 'cell' ? 'pulls layers' : staging,
      port: portsText(service, subject),
      protection: subject.deployment.trust.by === 'ca' ? 'tls' : 'either',
      worksBy: worksBy(client, service, subject),
      problem: connectionProblem(client, service, subject),
    },
  ];
}
