/** The OCI distribution-spec conformance suite against the running job: pull, push, discovery, management. */
import assert from 'node:assert/strict';
import { command } from '../support/agent/command.js';
import { needTool } from '../support/agent/tools.js';
import { admin, deployRegistry, type Registry } from '../support/registry/deployment.js';
import { runnableRelease } from '../support/registry/runnable-release.js';
import { temporaryFiles } from '../support/temporary-files.js';

/** What Distribution v3.1.1 has not got: the referrers API, and digests other than sha256 (its README and code). */
const notInDistribution = { OCI_API_REFERRER: 'false', OCI_DATA_SHA512: 'false' };

/** Optional by the specification; Distribution answers 202, and the suite goes on with POST and PUT. */
const skippedByDistribution = [
  'sha256 blobs/bad digest post only/blob-post-only',
  'sha256 blobs/mount anonymous/blob-mount-anonymous',
  'sha256 blobs/post only/blob-post-only',
];

/**
 * Status codes that Distribution v3.1.1 gets wrong, found with its own binary and stock configuration: 400 for
 * 416 where the last piece of an upload comes out of order, and 500 for 400 or 404 where a manifest's digest
 * is malformed.
 */
const wrongInDistribution = [
  'invalid-digest-format/manifest-get',
  'invalid-digest-format/manifest-put',
  'sha256 blobs/chunked out-of-order and put chunk/blob-patch-chunked',
];

/** The names of tests with this result, those with tests below them left out. */
function testsThat(result: 'Pass' | 'FAIL' | 'Skip', report: string): string[] {
  const lines = [...report.matchAll(/^ +OCI Conformance Test\/(.*): (Pass|FAIL|Skip)$/gm)];
  const names = lines.map(([, name]) => name ?? '');
  const inner = new Set(names.map((name) => name.slice(0, name.lastIndexOf('/'))));
  return lines.filter(([, name, found]) => found === result && !inner.has(name ?? '')).map(([, name]) => name ?? '');
}

describe('the OCI conformance suite', function () {
  this.timeout(180_000);
  const files = temporaryFiles();
  let registry: Registry;

  before(async function () {
    const { release, authority } = await runnableRelease(this, files);
    // One of its images has layers that are elsewhere.
    const properties = { validation: { allowed_urls: ['.*'] } };
    registry = await deployRegistry(release, authority, { properties });
  });

  after(() => registry?.instance.remove());

  it('passes, but for what Distribution itself does not', async function () {
    const { stdout } = await command([needTool(this, 'conformance')], {
      cwd: files.folder,
      mayFail: true,
      env: {
        OCI_REGISTRY: registry.host,
        OCI_USERNAME: admin.user,
        OCI_PASSWORD: admin.password,
        OCI_RESULTS_DIR: files.path('results'),
        SSL_CERT_FILE: registry.authority.file,
        ...notInDistribution,
      },
    });
    const others = (found: readonly string[], known: readonly string[]) =>
      found.filter((name) => !known.includes(name));
    assert.deepEqual(others(testsThat('FAIL', stdout), wrongInDistribution), [], stdout);
    assert.deepEqual(others(testsThat('Skip', stdout), skippedByDistribution), [], stdout);
    const passed = Number(/Pass\.+: +(\d+)/.exec(stdout)?.[1]);
    assert.ok(passed >= 700, `only ${passed} tests passed\n${stdout}`);
  });
});
