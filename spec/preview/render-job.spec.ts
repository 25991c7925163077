/** `gen-manifest render-job`: jobs of this release and of others, from folders and tarballs, without secrets. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { load } from 'js-yaml';
import { assertRefused, genManifest } from '../support/gen-manifest.js';
import { temporaryFiles } from '../support/temporary-files.js';

const own = fileURLToPath(new URL('../..', import.meta.url));

describe('gen-manifest render-job', () => {
  const files = temporaryFiles();

  /** A small release with links, `if_p`, `.else`, `spec` and a helper file of its own. */
  function other(): string {
    files.write('other/config/final.yml', 'name: other\n');
    files.write('other/jobs/server/monit', 'check process server\n');
    files.write(
      'other/jobs/server/spec',
      `name: server
templates:
  conf.erb: config/conf
  sub/run: bin/run
provides: [{name: server, type: server, properties: [port, token]}]
consumes: [{name: peer, type: server}]
properties:
  port: {default: 80}
  greeting: {}
  token: {}
  odd_name: {}
`,
    );
    files.write(
      'other/jobs/server/templates/conf.erb',
      `<%- if_p('greeting') do |greeting| -%>
greeting <%= greeting %>
<%- end.else do -%>
no greeting
<%- end -%>
port <%= p('port') %> on <%= spec.name %>/<%= spec.index %> of <%= spec.deployment %>, <%= spec.networks.default.ip %>
peers <%= link('peer').instances.map(&:address).join(',') %> <%= link('peer').p('port') %>
token <%= [p('token')].pack('m0') %> <%= link('peer').p('token') %> <%= p('odd_name', 'unset') %>
`,
    );
    files.write('other/jobs/server/templates/sub/run', '#!/bin/sh\nexec server\n');
    return files.path('other');
  }

  const manifest = (properties: string) =>
    files.write(
      'manifest.yml',
      `name: web
instance_groups:
- name: front
  instances: 2
  networks: [{name: default, static_ips: [10.0.0.1, 10.0.0.2]}]
  jobs:
  - {name: server, release: other, properties: ${properties}}
- name: back
  instances: 1
  networks: [{name: default}]
  jobs: [{name: unknown, release: elsewhere}]
`,
    );

  it('renders links, if_p, .else and spec, and shows neither a secret nor what a template makes of it', async () => {
    const argv = ['render-job', 'server', '--release', other(), '--manifest', manifest('{token: marked-1}')];
    const { stdout, stderr, exitCode } = await genManifest(...argv);
    assert.equal(exitCode, 0, stderr);
    assert.equal(stderr, '');
    assert.equal(
      stdout,
      `==> front: /var/vcap/jobs/server/monit <==
check process server

==> front: /var/vcap/jobs/server/config/conf <==
no greeting
port 80 on front/0 of web, 10.0.0.1
peers 10.0.0.1,10.0.0.2 80
token ${Buffer.from('<redacted>').toString('base64')} <redacted> unset

==> front: /var/vcap/jobs/server/bin/run <==
#!/bin/sh
exec server
`,
    );
  });

  it('reads the same from a tarball', async () => {
    const folder = other();
    mkdirSync(files.path('packed/jobs'), { recursive: true });
    execFileSync('cp', [`${folder}/jobs/server/spec`, `${folder}/jobs/server/job.MF`]);
    execFileSync('tar', [
      '-czf',
      files.path('packed/jobs/server.tgz'),
      '-C',
      `${folder}/jobs/server`,
      './job.MF',
      './monit',
      './templates',
    ]);
    files.write('packed/release.MF', 'name: other\nversion: "1.0"\n');
    execFileSync('tar', ['-czf', files.path('other.tgz'), '-C', files.path('packed'), './release.MF', './jobs']);
    const rendered = async (release: string) =>
      (await genManifest('render-job', '--release', release, '--manifest', manifest('{token: ((t)), greeting: hi}')))
        .stdout;
    assert.equal(await rendered(files.path('other.tgz')), await rendered(folder));
    assert.equal(await rendered(files.path('packed')), await rendered(folder));
  });

  it('fills variables from vars files, keeps the others visible, and counts them', async () => {
    const vars = files.write('vars.yml', 'greeting: {text: hello}\n');
    const given = manifest('{token: ((t)), greeting: ((greeting.text)), odd_name: ((o))}');
    const argv = ['render-job', 'server', '--release', other(), '--manifest', given, '-l', vars];
    const { stdout, stderr } = await genManifest(...argv);
    assert.match(stdout, /^greeting hello$/m);
    assert.match(stdout, /^token .* \(\(t\)\) \(\(o\)\)$/m);
    assert.match(stderr, /^note: 2 variables have no value/);
  });

  it('names the template, its line and the property, with the place in the manifest', async () => {
    const argv = ['render-job', '--release', other(), '--manifest', manifest('{}')];
    const outcome = await genManifest(...argv);
    assertRefused(outcome);
    assert.match(
      outcome.stderr,
      /manifest\.yml:7:5: error: server\/templates\/conf\.erb:8: the template needs the property token, which has no value\n/,
    );
  });

  it('says which variables have no value, where a template fails at what it gets', async () => {
    const release = other();
    files.write('other/jobs/server/templates/sub/run', '<%= Integer(p("odd_name")) %>\n');
    const given = manifest('{token: ((t)), odd_name: ((port))}');
    const outcome = await genManifest('render-job', 'server', '--release', release, '--manifest', given);
    assertRefused(outcome);
    assert.match(
      outcome.stderr,
      /sub\/run:1: ArgumentError: .*\n {2}the job gets \(\(t\)\), \(\(port\)\) without a value: .* -l vars\.yml\n/,
    );
  });

  it('says which job, group, release or file it does not find', async () => {
    const release = other();
    const refused = async (...argv: string[]): Promise<string> => {
      const outcome = await genManifest('render-job', ...argv);
      assertRefused(outcome);
      return outcome.stderr;
    };
    const given = manifest('{token: x}');
    assert.match(
      await refused('sever', '--release', release, '--manifest', given),
      /no sever .*\n {2}did you mean server\?/,
    );
    assert.match(
      await refused('--instance-group', 'fornt', '--release', release, '--manifest', given),
      /did you mean front\?/,
    );
    assert.match(await refused('server', '--release', release), /needs a --manifest/);
    assert.match(
      await refused('server', '--release', files.path('no'), '--manifest', given),
      /there is no such file or folder/,
    );
    assert.match(await refused('server', '--release', given, '--manifest', given), /this is no release tarball/);
    assert.match(await refused('server', '--release', files.folder, '--manifest', given), /this is no BOSH release/);
  });

  it('shows no secret that its schema declares, whatever shape it was given', async () => {
    const folder = other();
    const whole = { type: ['object', 'null'], 'x-secret': true };
    const parts = { ...whole, additionalProperties: { type: 'string', 'x-secret': true } };
    for (const declared of [whole, parts]) {
      files.write('other/jobs/server/properties_schema.json', JSON.stringify({ properties: { odd_name: declared } }));
      const given = manifest('{token: ((t)), odd_name: marked-4}');
      const { stdout, stderr } = await genManifest('render-job', 'server', '--release', folder, '--manifest', given);
      assert.match(stdout, / <redacted>$/m, stderr);
      assert.doesNotMatch(stdout + stderr, /marked/);
    }
    rmSync(files.path('other/jobs/server/properties_schema.json'));
  });

  it('renders every job of this release into a folder', async () => {
    const given = files.write(
      'registry.yml',
      `name: diego-docker
instance_groups:
- name: registry
  instances: 1
  networks: [{name: default, static_ips: [10.0.1.20]}]
  persistent_disk: 10240
  jobs:
  - name: docker-registry
    release: diego-docker
    properties:
      tls: {certificate: ((tls.certificate)), private_key: ((tls.private_key))}
      users: {admin: {passwords: [marked-2], roles: [admin]}}
  - {name: smoke-tests, release: diego-docker, properties: {user: {name: admin, password: marked-3}}}
`,
    );
    const argv = ['render-job', '--release', own, '--manifest', given, '--out', files.path('out')];
    const { stderr, exitCode, stdout } = await genManifest(...argv);
    assert.deepEqual([exitCode, stdout], [0, ''], stderr);
    assert.match(stderr, /wrote \d+ files of 2 jobs/);
    const config = readFileSync(files.path('out/registry/docker-registry/config/registry.yml'), 'utf8');
    assert.equal((load(config) as { version: string }).version, '0.1');
    const all = execFileSync('grep', ['-rc', '', files.path('out')], { encoding: 'utf8' });
    assert.ok(all.length > 0);
    assert.throws(() => execFileSync('grep', ['-rq', 'marked', files.path('out')]), 'a secret is in a file');
  });
});
