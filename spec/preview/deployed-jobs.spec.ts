/**
 * Whole deployments as render-job previews them: what the Director's own classes make of each of their jobs in a
 * real Ruby, with the same properties, links and instance.
 *
 * This release's jobs always, where BOSH_DIR and a Ruby are there; the jobs of BOSH_RELEASES in the manifests of
 * BOSH_MANIFESTS (both with colons between), such as cf-deployment.yml and the releases of its version.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { bootRuby, type Ruby } from '../../src/gen-manifest/erb/ruby.js';
import { deploymentManifest } from '../../src/gen-manifest/preview/deployment-manifest.js';
import { Previews } from '../../src/gen-manifest/preview/job-preview.js';
import { fillVariables, variableTypes } from '../../src/gen-manifest/preview/variables.js';
import { openRelease } from '../../src/gen-manifest/release/release-files.js';
import { readAnyYaml } from '../../src/gen-manifest/settings/any-yaml.js';
import { isMap, scalarText, type YamlMap, type YamlValue } from '../../src/gen-manifest/yaml-value.js';
import { assertSame, directorAnswers, hasDirector, otherReleases } from '../support/director.js';
import { printed } from '../support/gen-manifest.js';
import { releaseRoot } from '../support/release-jobs.js';

const manifests = (process.env['BOSH_MANIFESTS'] ?? '').split(':').filter(Boolean);

/** A certificate that OpenSSL reads; templates of others look into theirs. */
const certificate = /-----BEGIN[^"]*?-----END CERTIFICATE-----\n/
  .exec(readFileSync(new URL('../../src/gen-manifest/erb/ruby/openssl.rb', import.meta.url), 'utf8'))?.[0]
  ?.replace(/^ +/gm, '');

/** A value for every variable of a manifest, such as a vars file has. */
function values(manifest: YamlMap): YamlMap {
  const types = variableTypes(manifest);
  const { unset } = fillVariables(manifest, {});
  const parts: Record<string, YamlMap> = {
    certificate: { ca: certificate ?? '', certificate: certificate ?? '', private_key: 'key' },
    rsa: { private_key: 'key', public_key: 'public' },
    ssh: { private_key: 'key', public_key: 'public', public_key_fingerprint: '00:01' },
    user: { username: 'user', password: 'word', password_hash: 'hash' },
  };
  const named = [...unset].map((name): [string, YamlValue] => {
    const [first = ''] = name.split('.');
    return [first, parts[types.get(first) ?? ''] ?? `${first.replace(/[^a-z0-9]/gi, '-')}.example.com`];
  });
  return Object.fromEntries(named);
}

async function compareAll(ruby: Ruby, manifest: YamlMap, releases: readonly string[]): Promise<number> {
  const { value } = fillVariables(manifest, values(manifest), variableTypes(manifest));
  const opened = await Promise.all(releases.map(openRelease));
  const previews = new Previews(async () => ruby, deploymentManifest(value as YamlMap), opened);
  const inputs = await Promise.all(
    previews
      .jobs()
      .map(async (job) => ({ about: `${job.group.name}/${job.job.name}`, ...(await previews.input(job)) })),
  );
  for (const { about, unresolved } of inputs) assert.deepEqual(unresolved, [], about);
  const answers = directorAnswers(inputs.map(({ source: job, input }) => ({ job, input })));
  for (const [index, { about, source, input }] of inputs.entries())
    assertSame(ruby.render(source, input), answers[index] ?? {}, about);
  return inputs.length;
}

describe('deployments, compared with the Director', function () {
  this.timeout(300_000);
  let ruby: Ruby;

  before(async function () {
    if (!hasDirector()) this.skip();
    ruby = await bootRuby();
  });

  const own: Record<string, readonly string[]> = {
    'a BOSH v2 manifest': ['--foundation', 'cf-deployment@58.0.0', '--set', 'registry.host=registry.example.com'],
    'a BOSH v1 manifest': ['--env', 'openstack', '--set', 'registry.host=10.0.4.20'],
  };
  for (const [what, argv] of Object.entries(own)) {
    it(`this release's jobs, of ${what}`, async () => {
      const manifest = await printed('registry', ...argv);
      assert.ok((await compareAll(ruby, manifest, [releaseRoot])) >= 3);
    });
  }

  it('the jobs of other releases, where BOSH_RELEASES and BOSH_MANIFESTS name some', function () {
    if (otherReleases.length === 0 || manifests.length === 0) this.skip();
  });

  for (const file of manifests) {
    it(`the jobs of other releases in ${basename(file)}`, async () => {
      const source = await readAnyYaml(file, []);
      assert.ok(source && isMap(source.value), `${file} is no manifest`);
      const compared = await compareAll(ruby, source.value, otherReleases);
      assert.ok(compared > 0, `${scalarText(source.value['name'])} has no job of these releases`);
    });
  }
});
