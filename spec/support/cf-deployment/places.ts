/** Where values stand in a manifest of Cloud Foundry, and where they must, told from the manifest itself. */
import { isMap, scalarText, type YamlMap, type YamlValue } from '../../../src/gen-manifest/yaml-value.js';

/** The places at which `text` stands, alone or as a line: groups and jobs by name, items of lists left out. */
export function placesOf(root: YamlValue, text: string): string[] {
  const found: string[] = [];
  const walk = (value: YamlValue, path: readonly string[]): void => {
    if (typeof value === 'string' && value.split('\n').includes(text)) found.push(path.join('/'));
    else if (Array.isArray(value)) {
      for (const item of value)
        walk(item, isMap(item) && typeof item['name'] === 'string' ? [...path, item['name']] : path);
    } else if (isMap(value)) for (const [key, child] of Object.entries(value)) walk(child, [...path, key]);
  };
  walk(root, []);
  return found.sort();
}

/** A job of a manifest. */
interface Job {
  readonly at: string;
  readonly group: string;
  readonly name: string;
}

function jobsOf(manifest: YamlMap): Job[] {
  return (manifest['instance_groups'] as YamlMap[]).flatMap((group) =>
    (group['jobs'] as YamlMap[]).map((job) => {
      const [groupName, name] = [group['name'], job['name']] as [string, string];
      return { at: `instance_groups/${groupName}/jobs/${name}/properties`, group: groupName, name };
    }),
  );
}

function releaseVersion(manifest: YamlMap, name: string): [number, number] {
  const release = (manifest['releases'] as YamlMap[]).find((each) => each['name'] === name);
  const [major = 0, minor = 0] = scalarText(release?.['version']).split('.').map(Number);
  return [major, minor];
}

/** The lists of insecure registries that jobs of this manifest read: by the jobs that it has, and garden-runc's version. */
export function insecureLists(manifest: YamlMap): string[] {
  const jobs = jobsOf(manifest);
  const [major, minor] = releaseVersion(manifest, 'garden-runc');
  const garden = major > 1 || minor >= 11 ? 'grootfs' : 'garden';
  const stager = jobs.find(({ name }) => name === 'stager');
  const api = jobs.find(({ name }) => name === 'cloud_controller_ng') as Job;
  return [
    ...jobs.filter(({ name }) => name === 'garden').map(({ at }) => `${at}/${garden}/insecure_docker_registry_list`),
    `${stager ? `${stager.at}/capi/stager` : `${api.at}/cc/diego`}/insecure_docker_registry_list`,
  ].sort();
}

/** The trusted certificates of every root file system on the cells. */
export function trustedCertificates(manifest: YamlMap): string[] {
  return jobsOf(manifest)
    .flatMap(({ at, name }) => {
      const stack = /^(cflinuxfs\d)-rootfs-setup$/.exec(name)?.[1];
      return stack === undefined ? [] : [`${at}/${stack}-rootfs/trusted_certs`];
    })
    .sort();
}
