/** The foundation that a manifest tells, by `--base` or `-c`, and what is said where none does. */
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { cfDeploymentPins, pinnedReleases } from '../../src/gen-manifest/foundations/released/cf-deployment-pins.js';
import { cfDeploymentVersions } from '../../src/gen-manifest/foundations/released/cf-deployment.js';
import { releasedManifests } from '../support/cf-deployment/manifests.js';
import { assertRefused, genManifest } from '../support/gen-manifest.js';
import { temporaryFiles } from '../support/temporary-files.js';

const cfRelease = fileURLToPath(new URL('../golden/upstream-stubs/cf.yml', import.meta.url));
const hosts = ['--set', 'registry.host=10.0.1.20', '--set', 'cache.host=10.0.1.21'];

/** The foundation that the manifest of registry and cache says it is for. */
async function toldBy(...argv: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await genManifest('registry', ...argv);
  assert.equal(exitCode, 0, stderr);
  assert.doesNotMatch(stderr, /no foundation is named/);
  return /, for (\S+@[\d.]+\d)/.exec(stdout)?.[1] as string;
}

describe('told foundation', () => {
  const files = temporaryFiles();
  const manifest = (value: unknown): string => files.write('cf.yml', stringify(value));
  const pinned = (...versions: readonly string[]): unknown => ({
    name: 'cf',
    releases: pinnedReleases.map((name, index) => ({ name, version: versions[index] })),
    instance_groups: [],
  });

  it('is the manifest_version of a cf-deployment.yml', async () => {
    assert.equal(
      await toldBy('-c', manifest({ manifest_version: 'v50.0.0', instance_groups: [] })),
      'cf-deployment@50.0.0',
    );
  });

  for (const [version, ...versions] of cfDeploymentPins) {
    it(`is found by the releases of v${version}, where only they tell it`, async () => {
      assert.ok(cfDeploymentVersions.has(version));
      const told = await toldBy(...hosts, '-c', manifest(pinned(...versions)));
      const same = cfDeploymentPins.filter(([, ...others]) => others.join() === versions.join());
      assert.ok(
        same.some(([each]) => told === `cf-deployment@${each}`),
        told,
      );
    });
  }

  it('is what the released manifests say, every tag', function () {
    const untold = releasedManifests().filter(({ text }) => !/^manifest_version:/m.test(text));
    if (untold.length === 0) this.skip();
    for (const { version, text } of untold) {
      const pins = cfDeploymentPins.find(([each]) => each === version);
      assert.ok(pins, `v${version} has no manifest_version, and its releases are not known`);
      for (const [index, name] of pinnedReleases.entries()) {
        const [, pin] = new RegExp(`^- name: ${name}\\n(?:  .*\\n)*?  version: "?([^"\\n]+)`, 'm').exec(text) ?? [];
        assert.equal(pins[index + 1], pin, `${name} of v${version}`);
      }
    }
  });

  it('may be named as well, where one version of several with these releases is meant', async () => {
    const file = manifest(pinned('1.45.0', '1.30.0', '1.10.0'));
    assert.equal(await toldBy(...hosts, '-c', file), 'cf-deployment@1.2.0');
    assert.equal(await toldBy(...hosts, '-c', file, '--foundation', 'cf-deployment@1.1.0'), 'cf-deployment@1.1.0');
  });

  it('is the assumed Diego where the release cf is the one that it was made for', async () => {
    assert.equal(await toldBy('-c', cfRelease, '--env', 'openstack'), 'diego-release@0.1463.0');
  });

  it('contradicts another one that is named', async () => {
    const refused = async (...argv: readonly string[]): Promise<string> => {
      const outcome = await genManifest('registry', ...argv);
      assertRefused(outcome);
      return outcome.stderr.replaceAll(`${files.folder}/`, '');
    };
    assert.match(
      await refused(
        '-c',
        manifest({ manifest_version: 'v50.0.0', instance_groups: [] }),
        '--foundation',
        'cf-deployment@58.0.0',
      ),
      /^--set foundation: error: cf-deployment@58\.0\.0 is named, and cf\.yml is cf-deployment@50\.0\.0\n {2}leave the foundation out, cf\.yml tells it/,
    );
    assert.match(
      await refused('-c', cfRelease, '--foundation', 'cf-deployment@58.0.0'),
      /error: cf-deployment@58\.0\.0 is named, and .*cf\.yml is a manifest of cf-release \(its release cf is 234\)/,
    );
  });

  it("is not for Diego's own manifest where it is a cf-deployment: ops is", async () => {
    const outcome = await genManifest('--env', 'openstack', '-c', manifest({ manifest_version: 'v58.0.0' }));
    assertRefused(outcome);
    assert.equal(
      outcome.stderr,
      "error: Diego's own deployment manifest is for diego-release, not for cf-deployment@58.0.0\n  Diego is a part of cf-deployment.yml there: gen-manifest ops prints the ops file that wires it\n",
    );
  });
});

describe('assumed foundation', () => {
  const note =
    /^note: no foundation is named: diego-release@0\.1463\.0 beside cf-release v234 is assumed\n {2}--foundation cf-deployment@58\.0\.0 names a Cloud Foundry of today; a BOSH director newer than v270\.1\.0 refuses the v1 manifests/m;

  for (const command of [[], ['stubs'], ['registry']]) {
    it(`is said on stderr: ${command[0] ?? 'diego'}`, async () => {
      const { exitCode, stderr } = await genManifest(...command, '--env', 'openstack');
      assert.equal(exitCode, 0);
      assert.match(stderr, note);
    });

    it(`is not spoken of where it is named: ${command[0] ?? 'diego'}`, async () => {
      const argv = ['--env', 'openstack', '--foundation', 'diego-release@0.1463.0'];
      assert.doesNotMatch((await genManifest(...command, ...argv)).stderr, /no foundation/);
    });
  }

  it('is a cf-deployment of today for a cloud config', async () => {
    const { stderr } = await genManifest('cloud-config', '--env', 'bosh-lite');
    assert.match(stderr, /^note: no foundation is named: cf-deployment@58\.0\.0 is assumed/);
  });
});
