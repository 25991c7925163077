/** What a v1 manifest of registry and cache takes from the IaaS: the environment's, or that of upstream's stub. */
import { dockerIaas, type DockerIaas } from '../../environments/environment.js';
import { diegoEnvironments, environments, isDiegoEnvironment } from '../../environments/table.js';
import type { Finding } from '../../errors.js';
import type { Loaded } from '../../settings/load.js';
import type { StubSection } from '../../settings/stubs.js';
import { find, type YamlValue } from '../../yaml-value.js';
import { notingReader } from '../iaas.js';
import { dockerNames } from '../iaas-stub.js';
import type { Noted } from '../reason.js';

type NotedDockerIaas = DockerIaas<YamlValue | Noted>;

/**
 * The IaaS settings; a finding where nothing names them, or the stub lacks some. Of an environment that no v1 manifest
 * is made for, the deployment's own findings speak (../iaas.ts).
 */
export function iaasOf(
  { settings, sections }: Loaded,
  environment: string | undefined,
  findings: Finding[],
): NotedDockerIaas | undefined {
  if (sections.iaas_settings) return fromStub(sections.iaas_settings, findings);
  if (isDiegoEnvironment(environment)) {
    return dockerIaas(diegoEnvironments[environment], notingReader(settings, environment));
  }
  if (environment !== undefined && Object.hasOwn(environments, environment)) return undefined;
  const hint = `add --env ${Object.keys(diegoEnvironments).join(' | ')}, or -i with an iaas-settings stub`;
  findings.push({ code: 'usage', severity: 'error', message: 'no environment is named', hint });
  return undefined;
}

/** The stub has a subnet and cloud properties for them, as diego-docker-cache-release wants them. */
function fromStub(section: StubSection, findings: Finding[]): NotedDockerIaas {
  const { value, source } = section;
  const required = (list: string, key: string): YamlValue => {
    const found = dockerNames.map((name) => find(value, [list, name, key])).find((each) => each !== undefined);
    if (found === undefined) {
      findings.push({
        code: 'missing',
        severity: 'error',
        message: `iaas_settings has no ${list}.${dockerNames[0]}.${key}, which the manifest of registry and cache needs`,
        hint: `add an item with the name ${dockerNames.join(' or ')}: BOSH would give an address out twice in a network of Diego's`,
        place: { file: source.file, path: ['iaas_settings', list] },
      });
    }
    return found ?? null;
  };
  return {
    stemcell: {
      name: find(value, ['stemcell', 'name']) ?? null,
      version: find(value, ['stemcell', 'version']) ?? null,
    },
    compilationCloudProperties: find(value, ['compilation_cloud_properties']) ?? {},
    poolCloudProperties: required('resource_pool_cloud_properties', 'cloud_properties'),
    subnets: required('subnet_configs', 'subnets'),
    disks: {
      size: find(value, ['disk_pools', 'docker_disks', 'disk_size']) ?? 102400,
      cloudProperties: find(value, ['disk_pools', 'docker_disks', 'cloud_properties']) ?? {},
    },
  };
}
