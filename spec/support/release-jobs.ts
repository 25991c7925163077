/** Jobs of this release, rendered with real Ruby: the one Ruby of a test run, and what a deployment gives. */
import { fileURLToPath } from 'node:url';
import { instanceSpec, type InstanceSpec, type JobSource, type Link } from '../../src/gen-manifest/erb/job.js';
import { bootRuby, type Ruby } from '../../src/gen-manifest/erb/ruby.js';
import type { YamlMap } from '../../src/gen-manifest/yaml-value.js';
import { jobSource } from './job-folder.js';

export const releaseRoot = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** Text that passes for certificates and keys; nothing reads what is in them when a template is rendered. */
export const pem = {
  certificate: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
  privateKey: '-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\n',
};

/** Properties that make a registry with TLS and one user. */
export const usual: YamlMap = {
  tls: { certificate: pem.certificate, private_key: pem.privateKey, ca: pem.certificate },
  users: { admin: { passwords: ['secret'], roles: ['admin'] } },
};

let booted: Promise<Ruby> | undefined;
const sources = new Map<string, JobSource>();

/** What rendering gives: a file's text, or the messages of what is wrong. */
export interface Rendering {
  readonly text: string;
  readonly problems: readonly string[];
}

/** What a deployment gives a job beside its properties. */
export interface Surroundings {
  readonly links?: Readonly<Record<string, Link>>;
  readonly instance?: Partial<InstanceSpec>;
}

/** Renders one template of a job, `config/registry.yml`. */
export async function renderFile(
  job: string,
  target: string,
  properties: YamlMap,
  given: Surroundings = {},
): Promise<Rendering> {
  const ruby = await (booted ??= bootRuby());
  const source = sources.get(job) ?? jobSource(releaseRoot, job);
  sources.set(job, source);
  const input = {
    properties,
    instance: instanceSpec({ persistent_disk: 10240, ...given.instance }),
    ...(given.links && { links: given.links }),
  };
  const template = `${target}.erb`;
  const rendered = ruby.render(source, input, [template]);
  return {
    text: rendered.files.get(template)?.text ?? '',
    problems: rendered.problems.flatMap(({ message }) => message.split('\n')),
  };
}

/** A link to `count` instances of the registry itself. */
export function peersLink(count: number): Link {
  const instances = Array.from({ length: count }, (_, index) => ({
    name: 'registry',
    index,
    id: `00000000-0000-4000-8000-00000000000${index}`,
    az: 'z1',
    address: `10.0.16.${5 + index}`,
    bootstrap: index === 0,
  }));
  return { instances, properties: {}, address: 'q-s0.registry.default.deployment.bosh' };
}
