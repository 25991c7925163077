/** `gen-manifest explain`: what an operator reads. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { catalog } from '../../../src/gen-manifest/settings/catalog.js';
import { assertRefused, genManifest } from '../../support/gen-manifest.js';
import { reference } from '../../support/reference.js';
import { runCount } from '../../support/run-count.js';
import { temporaryFiles } from '../../support/temporary-files.js';

async function explained(...argv: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await genManifest('explain', ...argv);
  assert.equal(exitCode, 0, stderr);
  return stdout;
}

function lines(...text: readonly string[]): string {
  return `${text.join('\n')}\n`;
}

describe('gen-manifest explain: a setting', () => {
  const files = temporaryFiles();

  it('says what it takes, its unit and default, and where it ends up', async () => {
    assert.equal(
      await explained('registry.port'),
      lines(
        'registry.port',
        '  Port of the private registry',
        '',
        '  takes       a whole number from 1 to 65535, or a ((variable))',
        '  unit        TCP port',
        '  default     5000',
        '  ends up in  properties.diego.stager.insecure_docker_registry_list',
        '              properties.garden.insecure_docker_registry_list',
        '  set with    -s or --set',
      ),
    );
  });

  it('says what stands in the manifest until it is set', async () => {
    const text = await explained('iaas.openstack.networks.diego1.net_id');
    assert.match(text, /^ {2}not set {5}Diego's manifest has \(\(diego1_net_id\)\)$/m);
    assert.match(text, /^ {2}ends up in {2}networks\.diego1\.subnets\.0\.cloud_properties\.net_id$/m);
  });

  it("takes a stub's key without the stub's name", async () => {
    const text = await explained('garden.insecure_docker_registry_list');
    assert.match(text, /^property_overrides\.garden\.insecure_docker_registry_list\n/);
    assert.match(text, /^ {2}set with {4}-s, -p or --set$/m);
    assert.match(await explained('cell_z1.instances'), /^instance_count_overrides\.cell_z1\.instances\n/);
    assert.match(await explained('instance_type', '--env', 'aws'), /^iaas\.aws\.instance_type\n/);
  });

  it("says the job's own default where the manifest has null", async () => {
    assert.match(await explained('garden.mtu'), /^ {2}not set {5}Diego's manifest has null, the job takes 1500$/m);
  });

  it('names the file, line and column that set it, and what it wins over', async () => {
    const base = files.write('base.yml', 'registry:\n  port: 5001\n');
    const site = files.write('site.yml', '# ours\nregistry:\n  host: 10.0.9.20\n  port: 5443\n');
    const text = await explained('registry.port', '-s', base, '-s', site);
    assert.match(
      text,
      new RegExp(`^  value       5443\n  set by      ${site}:4:3\n  wins over   ${base}:2:3, 5001$`, 'm'),
    );
    const set = await explained('registry.port', '-s', site, '--set', 'registry.port=77');
    assert.match(set, new RegExp(`^  value       77\n  set by      --set\n  wins over   ${site}:4:3, 5443$`, 'm'));
  });

  it('names a short form, a stub, and the default as well', async () => {
    assert.match(await explained('env', '--env', 'aws'), /^ {2}value {7}aws\n {2}set by {6}--env$/m);
    assert.match(await explained('diego.cf_bridge', '-b'), /^ {2}value {7}true\n {2}set by {6}-b$/m);
    assert.match(
      await explained('cache.port', '--env', 'aws'),
      /^ {2}value {7}8080\n {2}set by {6}nothing, this is the default$/m,
    );
    const overrides = files.write('overrides.yml', 'property_overrides:\n  garden:\n    mtu: 1400\n');
    const text = await explained('garden.mtu', '-p', overrides);
    assert.match(text, new RegExp(`^  value       1400\n  set by      ${overrides}:3:5$`, 'm'));
  });

  it('says not set where inputs are given and none of them sets it', async () => {
    assert.match(await explained('registry.host', '--env', 'aws'), /^ {2}value {7}not set$/m);
  });

  it('shows where a switch makes a difference, in few lines', async () => {
    assert.match(
      await explained('diego.cf_bridge'),
      /^ {2}ends up in {2}jobs\.\{cc_bridge_z\*,colocated_z\*\}\.templates\.\{cc_uploader,nsync,stager,tps\}\.release$/m,
    );
    assert.match(
      await explained('iaas.openstack.stemcell.name'),
      /^ {2}ends up in {2}resource_pools\.\*\.stemcell\.name$/m,
    );
  });
});

describe('gen-manifest explain: a list of settings', () => {
  it('has one line for each where no path is given', async () => {
    const text = await explained();
    const paths = text
      .trimEnd()
      .split('\n')
      .map((line) => line.split(' ')[0]);
    assert.deepEqual(paths, [...catalog.keys()]);
    assert.match(text, /^registry\.port +integer +\[5000\] Port of the private registry$/m);
    assert.match(text, /^staging\.disk_mb +integer +\[10240 MiB\] Disk of a staging container;/m);
    assert.deepEqual(
      text.split('\n').filter((line) => line.length > 160),
      [],
    );
  });

  it("leaves out other environments' settings where one is named", async () => {
    const text = await explained('--env', 'aws');
    assert.match(text, /^iaas\.aws\.instance_type /m);
    assert.doesNotMatch(text, /^iaas\.openstack/m);
  });

  it('shows a group', async () => {
    const text = await explained('registry');
    assert.match(text, /^registry\n {2}The private Docker registry that Diego pulls images from\n\nregistry\.enabled /);
    assert.equal(text.trimEnd().split('\n').length, 11);
    assert.match(await explained('bbs'), /^property_overrides\.bbs\n/);
    assert.match(await explained('stemcell', '--env', 'aws'), /^iaas\.aws\.stemcell\n/);
    assert.match(
      await explained('iaas.vsphere.networks.diego1'),
      /^iaas\.vsphere\.networks\.diego1\n {2}The network of zone z1\n/,
    );
  });
});

describe("gen-manifest explain: a part of Diego's manifest", () => {
  const files = temporaryFiles();

  it('names the setting that it is, with all that is known of that', async () => {
    assert.equal(
      await explained('properties.diego.rep.bbs.ca_cert'),
      lines(
        "properties.diego.rep.bbs.ca_cert, in Diego's manifest",
        '  CA of the BBS server and client certificates, PEM',
        '',
        '  takes       a string, or a ((variable))',
        '  comes from  property_overrides.bbs.ca_cert',
        '  set with    -s, -p or --set',
        '  value       ((bbs_ca_cert))',
      ),
    );
  });

  it('names every setting that has a part in it, and those that are set', async () => {
    const settings = files.write('docker.yml', 'registry:\n  host: 10.0.9.20\n  port: 5443\n');
    const text = await explained('properties.diego.stager.insecure_docker_registry_list', '-s', settings);
    for (const path of [
      'registry.host',
      'registry.port',
      'registry.enabled',
      'cache.host',
      'diego.insecure_registries',
    ]) {
      assert.match(text, new RegExp(`^ +(comes from  )?${path}$`, 'm'));
    }
    assert.match(text, /^ {2}value {7}\["10\.0\.9\.20:5443", "docker-registry\.service\.cf\.internal:8080"\]$/m);
    assert.match(
      text,
      new RegExp(`set by      ${settings}:2:3 \\(registry.host\\)\n +${settings}:3:3 \\(registry.port\\)\n`),
    );
  });

  it('names the path of the CF manifest, and its place', async () => {
    const cf = files.write('cf.yml', minimalCf);
    const text = await explained('properties.diego.route_emitter.nats.port', '-c', cf);
    assert.match(text, /^ {2}comes from {2}properties\.nats\.port, in the deployed CF manifest$/m);
    const line = minimalCf.split('\n').findIndex((each) => each.includes('port: 4222')) + 1;
    assert.match(text, new RegExp(`^  value       4222\n  set by      ${cf}:${line}:5$`, 'm'));
  });

  it('explains a path of the CF manifest itself', async () => {
    assert.match(
      await explained('properties.nats.port'),
      /^properties\.nats\.port, in the deployed CF manifest\n {2}Port of NATS\n\n {2}ends up in {2}properties\.diego\.route_emitter\.nats\.port\n/,
    );
    assert.match(await explained('properties.app_domains'), /nothing: upstream reads it and does not use it/);
  });

  it('names the iaas-settings stub, and the place in it', async () => {
    const iaas = files.write('iaas.yml', stub());
    const text = await explained('networks.diego1.subnets.0.range', '-i', iaas);
    assert.match(
      text,
      /^ {2}comes from {2}iaas_settings\.subnet_configs\.diego1\.subnets, in the iaas-settings stub$/m,
    );
    const line =
      stub()
        .split('\n')
        .findIndex((each) => each.includes('range: 10.0.1.0/24')) + 1;
    assert.match(text, new RegExp(`^  value       10.0.1.0/24\n  set by      ${iaas}:${line}:9$`, 'm'));
    assert.match(await explained('iaas_settings.stemcell'), /^ {2}ends up in {2}resource_pools\.\*\.stemcell$/m);
  });

  it('says what is fixed', async () => {
    assert.match(
      await explained('update.canaries'),
      /^ {2}Instances of a job that are updated first, alone\n\n {2}comes from {2}this version of Diego: nothing sets it\n {2}value {7}1$/m,
    );
  });

  it('shows all that is in a part, with values and sources', async () => {
    const text = await explained('jobs.cell_z1');
    assert.match(text, /^ {2}instances +1 +instance_count_overrides\.cell_z1\.instances$/m);
    assert.match(text, /^ {2}properties\.diego\.rep\.zone +z1$/m);
    assert.match(text, /^ {2}templates\.rootfses +\{name: rootfses, release: diego\} +diego\.rootfs_release$/m);
  });

  it('joins environments where none is named, and shows no values of theirs', async () => {
    const text = await explained('networks.diego1');
    assert.match(text, /^ {2}subnets\.0\.range +iaas\.\{openstack,aws,vsphere,bosh-lite\}\.networks\.diego1\.range$/m);
    assert.match(
      await explained('networks.diego1', '--env', 'aws'),
      /^ {2}subnets\.0\.range +\(\(diego1_range\)\) +iaas\.aws\./m,
    );
  });

  it('knows what only a switch brings', async () => {
    assert.match(
      await explained('releases.cflinuxfs2-rootfs.version'),
      /comes from +release_versions\.cflinuxfs2-rootfs/,
    );
  });
});

describe('gen-manifest explain: secrets', () => {
  const files = temporaryFiles();
  const secret = 'TOP5ECRET';

  it('shows none, wherever it was written', async () => {
    const secretPaths = [...catalog]
      .filter(([, declaration]) => declaration['x-secret'] === true)
      .map(([path]) => path);
    const overrides = secretPaths.map((path) =>
      path.endsWith('encryption_keys')
        ? ['--set', `${path}=[{label: a, passphrase: ${secret}}]`]
        : ['--set', `${path}=${secret}`],
    );
    const cf = files.write('cf.yml', minimalCf.replaceAll('SECRET', secret));
    const base = files.write('base.yml', `property_overrides: {bbs: {server_key: ${secret}0}}\n`);
    const given = ['--env', 'aws', '-c', cf, '-s', base, ...overrides.flat()];
    const properties = [
      'properties',
      'properties.diego.bbs',
      'properties.diego.route_emitter.nats.password',
      'properties.nats.password',
    ];
    for (const path of [
      ...secretPaths,
      ...properties,
      'properties.diego.bbs.server_key',
      'properties.diego.nsync.cc',
    ]) {
      const { exitCode, stdout, stderr } = await genManifest('explain', path, ...given);
      assert.equal(exitCode, 0, `${path}\n${stderr}`);
      assert.doesNotMatch(stdout + stderr, new RegExp(secret), path);
      assert.match(stdout, /\(secret\)/, path);
    }
  });

  it('shows variables in their place', async () => {
    assert.match(
      await explained('bbs.server_key', '--set', 'property_overrides.bbs.server_key=((key))'),
      /value +\(\(key\)\)/,
    );
  });
});

describe('gen-manifest explain: what it does not know', () => {
  const files = temporaryFiles();

  it('names what is near', async () => {
    const cases = [
      ['registry.prot', 'did you mean registry.port?'],
      ['garden.insecure_registry_list', 'did you mean garden.insecure_docker_registry_list?'],
      ['foo.bar.baz', 'gen-manifest explain lists all settings'],
    ] as const;
    for (const [path, hint] of cases) {
      const outcome = await genManifest('explain', path);
      assertRefused(outcome);
      assert.equal(outcome.stderr, `error: there is no setting and no property ${path}\n  ${hint}\n`);
    }
  });

  for (const path of [
    '__proto__',
    'constructor',
    'properties.__proto__',
    'jobs.constructor',
    'jobs.99',
    '.',
    'a..b',
    'a b\nc',
    '*',
    '((x))',
  ]) {
    it(`refuses ${JSON.stringify(path)} as any other`, async () => {
      assertRefused(await genManifest('explain', path));
    });
  }

  it('explains or refuses whatever is asked, without a stack trace', async () => {
    const step = fc.oneof(
      fc.constantFrom('properties', 'diego', 'jobs', 'cell_z1', 'iaas', 'networks', '0', 'registry', '__proto__', ''),
      fc.string({ maxLength: 8 }),
    );
    const path = fc.array(step, { maxLength: 5 }).map((steps) => steps.join('.'));
    await fc.assert(
      fc.asyncProperty(path, fc.boolean(), async (given, named) => {
        if (given.startsWith('-')) return;
        const outcome = await genManifest('explain', given, ...(named ? ['--env', 'aws'] : []));
        if (outcome.exitCode !== 0) assertRefused(outcome, given);
        else assert.ok(outcome.stdout.length > 0, given);
      }),
      { numRuns: runCount(40) },
    );
  });

  it('explains nothing while an input is wrong', async () => {
    const settings = files.write('broken.yml', 'registry: {prot: 1}\n');
    assertRefused(await genManifest('explain', 'registry.port', '-s', settings));
  });

  it('shows the values of upstream inputs', async function () {
    const overrides = reference(this, 'diego-0.1463.0/property-overrides-docker.yml');
    assert.match(
      await explained('bbs.active_key_label', '-p', overrides),
      new RegExp(`value +key1\n +set by +${overrides}:17:5`),
    );
  });
});

const minimalCf = `name: cf
director_uuid: 1234
releases:
  - name: cf
    version: 234
properties:
  cc: {internal_api_user: user, internal_api_password: SECRET, srv_api_uri: https://api.example.com}
  consul:
    agent: {domain: cf.internal, log_level: info, servers: {lan: [10.0.0.1]}}
  loggregator: {etcd: {machines: [10.0.0.2]}, tls: {ca_cert: CERT}}
  loggregator_endpoint: {shared_secret: SECRET}
  metron_endpoint: {shared_secret: SECRET}
  metron_agent: {preferred_protocol: udp, tls: {client_cert: CERT, client_key: SECRET}}
  nats:
    user: nats
    password: SECRET
    port: 4222
    machines: [10.0.0.3]
  system_domain: example.com
  app_domains: [example.com]
  uaa: {url: https://uaa.example.com}
`;

function stub(): string {
  const pools = ['access', 'brain', 'cc_bridge', 'cell', 'colocated', 'database', 'route_emitter'].flatMap((group) =>
    [1, 2, 3].map((zone) => `    - {name: ${group}_z${zone}, cloud_properties: {}}`),
  );
  const subnets = [1, 2, 3].flatMap((zone) => [
    `    - name: diego${zone}`,
    '      subnets:',
    `      - range: 10.0.${zone}.0/24`,
    `        gateway: 10.0.${zone}.1`,
  ]);
  return [
    'iaas_settings:',
    '  stemcell: {name: s, version: latest}',
    '  compilation_cloud_properties: {}',
    '  resource_pool_cloud_properties:',
    ...pools,
    '  subnet_configs:',
    ...subnets,
    '',
  ].join('\n');
}

describe('gen-manifest explain: other versions of Diego', () => {
  it('says whose manifest a property is explained by, where another version is named', async () => {
    const argv = ['explain', 'properties.garden.log_level', '--foundation', 'diego-release@1.0.0'];
    assert.match((await genManifest(...argv)).stderr, /as the manifest of diego-release@0\.1463\.0 has it/);
    assert.equal((await genManifest('explain', 'properties.garden.log_level')).stderr, '');
  });
});
