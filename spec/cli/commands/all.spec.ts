/** `gen-manifest all`: each document is its own command's, all or nothing, and NEXT-STEPS.md holds what it says. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { bosh, interpolated } from '../../support/bosh.js';
import { assertRefused, genManifest } from '../../support/gen-manifest.js';
import {
  type Call,
  callsOf,
  cfCommands,
  cfOptions,
  madeAgainBy,
  refusedByBosh,
  shellBlocks,
} from '../../support/next-steps.js';
import { temporaryFiles } from '../../support/temporary-files.js';

const cfRelease = fileURLToPath(new URL('../../golden/upstream-stubs/cf.yml', import.meta.url));
const base = `name: my-cf
manifest_version: v58.0.0
instance_groups:
- name: diego-cell
  jobs:
  - name: garden
    properties: {}
  - name: cflinuxfs4-rootfs-setup
    properties: {cflinuxfs4-rootfs: {trusted_certs: []}}
- name: isolated
  jobs:
  - name: garden
    properties: {}
  - name: cflinuxfs4-rootfs-setup
    properties: {cflinuxfs4-rootfs: {trusted_certs: []}}
- name: api
  jobs:
  - name: cloud_controller_ng
    properties: {cc: {maximum_app_disk_in_mb: 2048}}
`;
const named = { host: 'registry.example.com', static_ips: ['10.0.4.20'] };
const cache = {
  host: 'cache.example.com',
  static_ips: ['10.0.4.21'],
  properties: {
    upstreams: [
      { name: 'docker-hub', url: 'https://registry-1.docker.io' },
      { name: 'quay', url: 'https://quay.io' },
    ],
  },
};
const users = { pusher: { passwords: ['((pusher_password))'], roles: ['writer'] } };
const destinations = { destinations: ['10.0.4.0/24'] };
const today = { foundation: 'cf-deployment@58.0.0', runtime_config: { os_conf_version: '23.0.2' } };

describe('gen-manifest all', () => {
  const files = temporaryFiles();
  const settings = (value: object): string => files.write('my docker.yml', stringify(value));
  const out = files.path('out');
  beforeEach(() => rmSync(out, { recursive: true, force: true }));

  const cases: [what: string, argv: () => string[], made: string[]][] = [
    [
      'cf-deployment, trusted by a CA',
      () => ['-s', settings({ env: 'aws', ...today, registry: named, cache })],
      ['cloud-config.yml', 'diego-docker.yml', 'docker-registry.yml', 'runtime-config.yml', 'security-group.json'],
    ],
    [
      'cf-deployment that a base tells, with its ops file, isolation segment and cloud config, insecure and without TLS',
      () => {
        const diego = { trust: 'insecure', isolation_segments: ['isolated'] };
        const registry = { ...named, tls: false };
        return [
          ...['-s', settings({ env: 'gcp', diego, registry, cache: { enabled: false }, security_group: destinations })],
          ...['--base', files.write('cf deployment.yml', base)],
          ...['-o', files.write('more.yml', '- {type: replace, path: /name, value: my-cf}\n')],
          ...['--cloud-config', files.write('cc.yml', cloudConfig)],
        ];
      },
      ['cloud-config.yml', 'diego-docker.yml', 'docker-registry.yml', 'security-group.json'],
    ],
    [
      'cf-deployment, with hosts that are variables, and errands of its own choice',
      () => [
        ...['-s', settings({ env: 'bosh-lite', ...today, registry: { properties: { users } } })],
        ...['--set', 'errands.smoke-tests.enabled=false', '--set', 'security_group.destinations=[10.0.4.0/24]'],
      ],
      ['cloud-config.yml', 'diego-docker.yml', 'docker-registry.yml', 'runtime-config.yml', 'security-group.json'],
    ],
    [
      'diego-release with the manifest that it was made for',
      () => [
        ...['-s', settings({ env: 'openstack', registry: { host: '10.0.4.20' }, security_group: destinations })],
        ...['-c', cfRelease],
      ],
      ['diego-docker.yml', 'diego.yml', 'security-group.json', 'stubs'],
    ],
    [
      'diego-release without a CF manifest',
      () => ['--env', 'vsphere', '--set', 'security_group.destinations=[10.0.4.0/24]'],
      ['diego-docker.yml', 'diego.yml', 'security-group.json', 'stubs'],
    ],
    [
      'another diego-release: stubs for its own generator',
      () => [
        ...['--env', 'aws', '--foundation', 'diego-release@0.1480.0', '--set', 'registry.host=10.0.4.20'],
        ...['--set', 'diego.cf_release=240', '--set', 'security_group.destinations=[10.0.4.0/24]'],
      ],
      ['diego-docker.yml', 'security-group.json', 'stubs'],
    ],
  ];

  for (const [what, argv, made] of cases) {
    describe(what, () => {
      const all = async (): Promise<string> => {
        const { exitCode, stdout, stderr } = await genManifest('all', ...argv(), '--out', out);
        assert.equal(exitCode, 0, stderr);
        assert.equal(stdout, '');
        return readFileSync(join(out, 'NEXT-STEPS.md'), 'utf8');
      };

      it('writes every file, each as its own command prints it', async () => {
        const text = await all();
        assert.deepEqual(readdirSync(out).sort(), ['NEXT-STEPS.md', ...made]);
        const again = madeAgainBy(text);
        assert.deepEqual([...new Set(again.map(({ file }) => file.split('/')[0]))].sort(), made);
        for (const { file, argv: own } of again) {
          const before = readFileSync(join(out, file), 'utf8');
          const { exitCode, stdout, stderr } = await genManifest(...own);
          assert.equal(exitCode, 0, stderr);
          assert.equal(stdout === '' ? readFileSync(join(out, file), 'utf8') : stdout, before, own.join(' '));
        }
      });

      it('says commands that are right, for names, files and addresses of these settings', async function () {
        if (bosh === undefined) this.skip();
        const text = await all();
        writeVars(text);
        const calls = callsOf(shellBlocks(text), out);
        assertCalls(calls);
        for (const [, ...call] of calls.filter(([program]) => program === 'bosh')) assertBosh(call);
      });

      it('has a check and an undo for every step, and one check for each hop', async () => {
        const text = await all();
        const steps = text.split(/^## (?=\d)/m).slice(1, -1);
        for (const step of steps.filter((each) => each.includes('```sh'))) {
          assert.match(step, /^Check/m, step);
          if (!/nothing\nhas to be done/.test(step)) assert.match(step, /(^|\. )Undo/m, step);
        }
        assert.match(text, /cf enable-feature-flag diego_docker/);
        assert.match(text, /curl -sS /);
        assert.doesNotMatch(text, /undefined|\[object|\{\{/);
        assert.ok(
          text.split('\n').every((line) => line.length <= 130 || /^\||^bosh|^gen-manifest/.test(line)),
          text,
        );
      });
    });
  }

  const cloudConfig = `azs: [{name: z1, cloud_properties: {zone: a}}]
vm_types: [{name: small, cloud_properties: {machine_type: e2-standard-2}}]
disk_types: [{name: 100GB, disk_size: 102400}]
networks:
- name: default
  subnets: [{range: 10.0.4.0/24, gateway: 10.0.4.1, az: z1, static: [10.0.4.20]}]
compilation: {workers: 1, az: z1, vm_type: small, network: default}
`;

  /** Values for vars.yml, as the operator fills them in. */
  function writeVars(text: string): void {
    const [, block = ''] = /^```yaml\n([^]*?)^```$/m.exec(text) ?? [];
    writeFileSync(join(out, 'vars.yml'), block.replace(/^(.*):$/gm, '$1: $1.example.com'));
  }

  function assertCalls(calls: readonly Call[]): void {
    for (const [program, command = '', ...rest] of calls.filter(([each]) => each === 'cf')) {
      const words = rest.filter((word, index) => !word.startsWith('-') && cfOptions[rest[index - 1] ?? ''] !== true);
      assert.equal(words.length, cfCommands[command], `${program} ${command} ${rest.join(' ')}`);
      for (const option of rest.filter((word) => word.startsWith('-'))) assert.ok(option in cfOptions, option);
      if (command === 'create-security-group') assert.ok(existsSync(join(out, words[1] as string)));
    }
    const used = calls.filter(([program]) => program === 'docker').map(([, command]) => command);
    assert.ok(used.every((command) => ['login', 'pull', 'tag', 'push'].includes(command ?? '')));
  }

  function assertBosh(argv: readonly string[]): void {
    if (argv[0] === 'int') return;
    // What no document of this run is: the answer of a director, or what is made of that.
    const lacking = ['cloud-config-addition.yml', 'cf-deployment.yml', 'diego-before.yml'];
    for (const name of lacking) if (argv.includes(name)) writeFileSync(join(out, name), 'name: x\n');
    assert.equal(refusedByBosh(argv, out), undefined, argv.join(' '));
    const at = argv.findIndex((word) => word === 'deploy' || word === 'update-config');
    if (at < 0 || lacking.some((name) => argv.includes(name))) return;
    const rest = argv.slice(at + 1).filter((word, index, all) => !isTypeOrName(word, all[index - 1]));
    const cwd = process.cwd();
    process.chdir(out);
    try {
      assert.notEqual(interpolated(...rest), undefined);
    } finally {
      process.chdir(cwd);
    }
  }

  function isTypeOrName(word: string, before: string | undefined): boolean {
    return ['--type', '--name'].includes(word) || ['--type', '--name'].includes(before ?? '');
  }

  it('names the deployment, the files and the groups of the base, as they are seen from the folder', async () => {
    const [, argv] = cases[1] as (typeof cases)[number];
    await genManifest('all', ...argv(), '--out', out);
    const text = readFileSync(join(out, 'NEXT-STEPS.md'), 'utf8');
    assert.ok(
      text.includes("bosh -d my-cf deploy '../cf deployment.yml' -o ../more.yml -o docker-registry.yml\n"),
      text,
    );
    for (const group of ['diego-cell', 'isolated']) {
      const curl = String.raw`"curl -sS -o /dev/null -w '%{http_code}\n' http://registry.example.com:5000/v2/"`;
      assert.ok(text.includes(`bosh -d my-cf ssh ${group} -r -c ${curl}\n`), text);
    }
    assert.match(text, /nothing\nhas to be done/);
    assert.match(text, /None is needed: with `diego\.trust: insecure`/);
  });

  it('checks the hop to each registry that is cached', async () => {
    const [, argv] = cases[0] as (typeof cases)[number];
    await genManifest('all', ...argv(), '--out', out);
    const text = readFileSync(join(out, 'NEXT-STEPS.md'), 'utf8');
    for (const address of ['registry.example.com:5000', 'cache.example.com:8080', 'cache.example.com:8081']) {
      assert.ok(text.includes(`https://${address}/v2/`), address);
      assert.ok(text.includes(`cf push docker-check --docker-image ${address}/no-such-image:1 --no-route`), address);
    }
  });

  it('tells everything that is missing at once, and writes nothing', async () => {
    const outcome = await genManifest('all', '--foundation', 'cf-deployment@58.0.0', '--out', out);
    assertRefused(outcome);
    for (const message of [
      /error: runtime_config\.os_conf_version is not set: .*latest is refused\n {2}bosh releases shows/,
      /error: no environment is named/,
      /error: a security group needs the addresses of the private Docker registry/,
    ])
      assert.match(outcome.stderr, message);
    assert.ok(!existsSync(out));
  });

  it('needs a folder', async () => {
    const outcome = await genManifest('all', '--env', 'aws');
    assertRefused(outcome);
    assert.match(outcome.stderr, /^error: all needs --out DIR/);
  });
});
