/** Inputs of every command with marked secrets in all places where one can stand, right ones and wrong ones. */
import { type CfInput, cfInputs } from '../../src/gen-manifest/foundations/cf-inputs.js';
import type { Declaration } from '../../src/gen-manifest/foundations/declaration.js';
import { propertyOverrides } from '../../src/gen-manifest/foundations/property-overrides.js';
import { catalog } from '../../src/gen-manifest/settings/catalog.js';
import { jobSettings } from '../../src/gen-manifest/settings/jobs/declarations.js';
import { isSecretName } from '../../src/gen-manifest/secrets/secret-names.js';
import type { YamlMap, YamlValue } from '../../src/gen-manifest/yaml-value.js';
import { sampleFiles } from '../../src/build/sample-inputs.js';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { marked, markedKey, undeclaredSecrets } from './marked-secrets.js';
import { nested } from './nested.js';
import { releaseRoot } from './release-jobs.js';

/** Writes a file of the corpus, and gives its path. */
type Write = (name: string, text: string) => string;

/** Every file of the corpus by its name. */
export function secretCorpus(write: Write): ReadonlyMap<string, string> {
  const corpus = new Map<string, string>([['own', releaseRoot]]);
  const add = (name: string, text: string): void => void corpus.set(name, write(`${name}.yml`, text));
  const documents: Readonly<Record<string, YamlValue>> = {
    ...settingsFiles(),
    ...manifests(),
    ...deployments(),
    empty: {},
    vars: { password: marked('vars'), tls: { private_key: markedKey('vars') }, host: 'host.example.com' },
  };
  for (const [name, value] of Object.entries(documents)) add(name, `${JSON.stringify(value, null, 1)}\n`);
  for (const [name, text] of Object.entries(brokenTexts())) add(name, text);
  for (const [name, text] of upstreamStubs()) add(name, text);
  corpus.set('other', otherRelease(write));
  return corpus;
}

const secrets = (): [string, Declaration][] =>
  [...catalog, ...jobSettings()].filter(([, declaration]) => declaration['x-secret'] === true);

/** A value of the secret's type, in the form that its schema asks for. */
function valueOf(path: string, { pattern }: Declaration): YamlValue {
  if (path.endsWith('.users')) return { admin: { passwords: [marked(path)], roles: ['admin'] } };
  if (path.endsWith('.headers')) return { authorization: marked(path) };
  if (path.endsWith('.endpoints'))
    return [{ name: 'e', url: `https://u:${marked(path)}@h.example.com`, headers: { 'X-Token': [marked(path)] } }];
  if (path.endsWith('.encryption_keys')) return [{ label: 'a', passphrase: marked(path) }];
  if (path.endsWith('.upstreams')) return upstreams(path);
  if (path.includes('.proxy.')) return `http://user:${marked(path)}@proxy.example.com:3128`;
  if (path.endsWith('.service_account_key'))
    return JSON.stringify({ type: 'service_account', private_key: marked(path) });
  if (pattern?.includes('PRIVATE KEY') || (/_key$/.test(path) && path.startsWith('property_overrides')))
    return markedKey(path);
  return marked(path);
}

function upstreams(path: string): YamlValue {
  const credentials = { username: 'u', password: marked(path) };
  return [{ name: 'hub', url: 'https://registry-1.docker.io', credentials, let_everybody_read_private_images: true }];
}

function settingsFiles(): Record<string, YamlValue> {
  const all = secrets();
  const right = {
    'registry.host': 'registry.example.com',
    'registry.properties.users': { admin: { passwords: [marked('users')], roles: ['admin'] } },
    'registry.properties.http.secret': marked('http-secret-of-a-registry-with-length'),
    'registry.properties.storage.type': 's3',
    'registry.properties.storage.s3.bucket': 'images',
    'registry.properties.storage.s3.region': 'eu-west-1',
    'registry.properties.storage.s3.access_key_id': marked('access-key-id'),
    'registry.properties.storage.s3.secret_access_key': marked('secret-access-key'),
    'cache.properties.upstreams': upstreams('upstreams'),
    'property_overrides.ssh_proxy.diego_credentials': marked('diego-credentials'),
    'property_overrides.bbs.encryption_keys': [{ label: 'a', passphrase: marked('passphrase') }],
    'property_overrides.bbs.active_key_label': 'a',
  };
  const wrongTypes = all.map(([path, { type }]): [string, YamlValue] => [
    path,
    type === 'string' ? [marked(path)] : marked(path),
  ]);
  const misspelt = all.map(([path]): [string, YamlValue] => [`${path}s_`, marked(path)]);
  return {
    settings: nested(right),
    everything: nested(Object.fromEntries(all.map(([path, declaration]) => [path, valueOf(path, declaration)]))),
    'wrong-types': nested(Object.fromEntries(wrongTypes)),
    'unknown-keys': { ...nested(Object.fromEntries(misspelt)), ...undeclaredSecrets('unknown') },
  };
}

/** What YAML does not take, or spiff would; each with a secret in the line that is told. */
function brokenTexts(): Record<string, string> {
  const line = `property_overrides: {ssh_proxy: {diego_credentials: ${marked('line')}}}\n`;
  return {
    broken: `password: "${marked('quoted')}\nother: @${marked('reserved')}\n\tpassword: ${marked('tab')}\nx: [${marked('flow')}\n`,
    twice: `${line}${line}`,
    several: `${line}---\n${line}`,
    spiff: `property_overrides: {ssh_proxy: {diego_credentials: '(( merge || "${marked('spiff')}" ))'}}\n`,
  };
}

/** Upstream's three inputs: secrets in those of the CF manifest that are secrets, and in what the stubs pass on. */
function upstreamStubs(): [string, string][] {
  const folder = mkdtempSync(join(tmpdir(), 'gen-manifest-corpus-'));
  try {
    const texts = new Map(sampleFiles(folder).map(([option, file]) => [option, readFileSync(file, 'utf8')]));
    const iaas = (texts.get('-i') ?? '').replace(
      /cloud_properties: ?\{\}/,
      `cloud_properties: {password: ${marked('iaas')}}`,
    );
    return [
      ['cf', JSON.stringify(cfManifest())],
      ['iaas', iaas],
      ['overrides', JSON.stringify({ property_overrides: overrides(), ...undeclaredSecrets('beside') })],
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function cfManifest(): YamlMap {
  const values = Object.values<CfInput>(cfInputs).map(({ path }): [string, YamlValue] => {
    const name = path.join('.');
    return [name, path.some(isSecretName) ? marked(`cf.${name}`) : `sample-${path.at(-1) ?? ''}`];
  });
  const jobs = [{ name: 'api_z1', instances: 1, networks: [{ name: 'cf1', static_ips: null }] }];
  const rest = nested(Object.fromEntries(values.filter(([name]) => !/^(jobs|releases|name)/.test(name))));
  return { ...rest, jobs, releases: [{ name: 'cf', version: 'latest' }], name: 'cf' };
}

function overrides(): YamlMap {
  const declared = Object.entries<Declaration>(propertyOverrides).filter(
    ([, declaration]) => declaration['x-secret'] === true || declaration['x-required'] === true,
  );
  const tree = nested(
    Object.fromEntries(
      declared.map(([path, declaration]) => [
        path,
        declaration['x-secret'] === true ? valueOf(`property_overrides.${path}`, declaration) : 'sample',
      ]),
    ),
  );
  return { ...tree, syslog_daemon_config: { unread: undeclaredSecrets('unread') } };
}

function manifests(): Record<string, YamlValue> {
  const base = (which: string): YamlValue => ({
    name: 'cf',
    manifest_version: 'v58.0.0',
    instance_groups: [
      {
        name: 'api',
        jobs: [{ name: 'cloud_controller_ng', release: 'capi', properties: undeclaredSecrets(which) }],
      },
      {
        name: 'diego-cell',
        jobs: [
          {
            name: 'cflinuxfs4-rootfs-setup',
            release: 'cflinuxfs4',
            properties: { 'cflinuxfs4-rootfs': { trusted_certs: [] } },
          },
        ],
      },
      { name: which, jobs: [], properties: undeclaredSecrets(`group-${which}`) },
    ],
    variables: [{ name: 'a', type: 'password', options: { token: marked(which) } }],
  });
  const at = '/instance_groups/name=api/jobs/name=cloud_controller_ng/properties';
  return {
    base: base('old'),
    'other-base': base('new'),
    ops: [
      { type: 'replace', path: `${at}/password`, value: marked('ops') },
      { type: 'replace', path: `${at}/more?`, value: undeclaredSecrets('ops') },
      { type: 'remove', path: `${at}/db` },
    ],
    'failing-ops': [
      { type: 'test', path: `${at}/password`, value: marked('test') },
      { type: 'replace', path: `${at}/none/password`, value: marked('missing') },
      { type: 'replace', path: `${at}/password/x`, value: marked('scalar') },
      { type: 'rename', path: `${at}/password`, value: marked('unknown') },
      { type: 'replace', value: { password: marked('no-path') } },
      'no operation',
    ],
  };
}

function deployments(): Record<string, YamlValue> {
  const group = (jobs: YamlValue[]): YamlValue => ({
    name: 'd',
    instance_groups: [{ name: 'g', instances: 1, networks: [{ name: 'default' }], persistent_disk: 10240, jobs }],
  });
  const own = (properties: YamlMap): YamlValue =>
    group([{ name: 'docker-registry', release: 'diego-docker', properties }]);
  const other = (properties: YamlMap): YamlValue =>
    group([{ name: 'server', release: 'other', properties: { ...undeclaredSecrets('given'), ...properties } }]);
  const tls = {
    certificate: '-----BEGIN CERTIFICATE-----\nM\n-----END CERTIFICATE-----\n',
    private_key: markedKey('tls'),
  };
  const users = { admin: { passwords: [marked('password')], roles: ['admin'] } };
  return {
    deployment: own({ tls, users, http: { secret: marked('http-secret-of-32-characters-and-more') } }),
    'wrong-deployment': own({
      tls: { ...tls, private_key: [marked('list')] },
      users: { admin: { passwords: marked('no-list'), roles: ['admin'] } },
      http: { secret: { [`x`]: marked('map') } },
      storage: { type: 'none', s3: { secret_access_key: 5 } },
    }),
    'other-deployment': other({ text: '((host))', more: '((password))', raises: false }),
    'raising-deployment': other({ raises: true }),
  };
}

/** A release whose job shows all that it gets, in every way that templates have. */
function otherRelease(write: Write): string {
  const properties = Object.keys(undeclaredSecrets('x'));
  const declared = [...properties, 'text', 'more', 'raises'].map((name) => `  ${name}: {}\n`).join('');
  write('other/config/final.yml', 'name: other\n');
  write('other/jobs/server/monit', '<%= p("password") %>\n');
  write(
    'other/jobs/server/spec',
    `name: server
templates: {all.erb: config/all, raise.erb: config/raise}
provides: [{name: server, type: server, properties: [${properties.join(', ')}]}]
consumes: [{name: server, type: server}]
properties:\n${declared}`,
  );
  write(
    'other/jobs/server/templates/all.erb',
    `<%= JSON.pretty_generate(spec.to_h.merge("properties" => properties.to_h)) %>
<%= raw_properties.to_yaml %><%= raw_properties.inspect %>
<%= link("server").properties.to_json %> <%= [link("server").p("password")].pack("m0") %>
<%= raw_properties.values.map { |value| [value.to_s].pack("m0") }.join("\\n") %>
<% if_p("oauth") { |oauth| %><%= oauth.to_a.flatten %><% } %>
`,
  );
  return write(
    'other/jobs/server/templates/raise.erb',
    `<% raise "bad: #{raw_properties.to_json}" if p("raises", false) %>\n`,
  ).replace(/\/jobs\/server\/templates\/raise\.erb$/, '');
}
