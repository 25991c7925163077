/** How blobs are built, recorded and compared; a script in the place of Go writes what it was asked for. */
import assert from 'node:assert/strict';
import fs from 'fs-extra';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { exitCodes, GenManifestError } from '../../src/gen-manifest/errors.js';
import { blobs } from '../../src/gen-manifest/release/blobs.js';
import { findBosh } from '../../src/gen-manifest/release/find-bosh.js';
import type { Workshop } from '../../src/gen-manifest/release/run-tool.js';

const fakeGo = `#!/bin/sh
echo "$GOTOOLCHAIN $*" >> "$CALLS"
if [ "$1" = version ]; then echo "go version go$GO_VERSION linux/amd64"; exit 0; fi
while [ $# -gt 0 ]; do if [ "$1" = -o ]; then echo "built from $(cat main.go)" > "$2"; fi; shift; done
if [ -n "$GO_FAILS" ]; then echo 'main.go:1: undefined: x' >&2; exit 1; fi
`;

describe('npm run blobs', () => {
  let root = '';
  beforeEach(async () => {
    root = await fs.mkdtemp(join(tmpdir(), 'blobs-'));
    await fs.outputJson(join(root, 'package.json'), { version: '1.2.3' });
    for (const module of ['registry', 'regctl', 'mirror-images']) {
      await fs.outputFile(join(root, 'src', module, 'main.go'), module);
      await fs.outputFile(
        join(root, 'src', module, 'go.mod'),
        'require (\n\tgithub.com/distribution/distribution/v3 v3.1.1\n)\n',
      );
    }
    await fs.outputFile(join(root, 'bin/go'), fakeGo, { mode: 0o755 });
  });
  afterEach(() => fs.remove(root));

  function workshop(environment: Record<string, string> = {}): Workshop {
    const io = { stdout: () => undefined, stderr: () => undefined };
    const standard = { PATH: `${join(root, 'bin')}:/usr/bin:/bin`, CALLS: join(root, 'calls'), GO_VERSION: '1.25.0' };
    return { root, environment: { ...standard, ...environment }, io, watched: false };
  }
  async function findings(work: Promise<unknown>): Promise<string[]> {
    return work.then(
      () => [],
      (error: unknown) => {
        assert.ok(error instanceof GenManifestError, String(error));
        assert.ok(error.findings.every(({ code }) => code === 'tool-failed'));
        return error.findings.map(({ message, hint }) => `${message}. ${hint ?? ''}`);
      },
    );
  }
  const calls = async (): Promise<string[]> => (await fs.readFile(join(root, 'calls'), 'utf8')).trim().split('\n');

  it('builds with the pinned Go, records size and digest, and builds nothing twice', async () => {
    assert.equal(await blobs(workshop(), true), exitCodes.done);
    assert.deepEqual(parse(await fs.readFile(join(root, 'config/blobs.yml'), 'utf8')), {
      'binaries/mirror-images': {
        size: 25,
        sha: 'sha256:d40fbaea2de563dca0250cb49aef5911020c7575097c11a151ae77a31d8d1ddb',
      },
      'binaries/regctl': { size: 18, sha: 'sha256:282ece81ee8d0ab0ed043df6c523c84f49bfb2a366382f2cb400a42fb702febf' },
      'binaries/registry-schema1': {
        size: 20,
        sha: 'sha256:4e8887c1c7b86cbd6c66e2bd83fe79c17c5013071bf6e7c090c1cade954235e8',
      },
      'binaries/registry': { size: 20, sha: 'sha256:4e8887c1c7b86cbd6c66e2bd83fe79c17c5013071bf6e7c090c1cade954235e8' },
    });
    assert.equal(await blobs(workshop(), false), exitCodes.done);
    const flags = (linker: string): string =>
      `build -trimpath -buildvcs=false -ldflags -s -w -buildid=${linker} -o ${root}/.tools/blobs`;
    const linker = ' -X main.version=1.2.3 -X github.com/distribution/distribution/v3/version.version=v3.1.1';
    assert.deepEqual(await calls(), [
      'local version',
      `go1.26.8 ${flags(linker)}/registry ./cmd/registry`,
      'local version',
      `go1.26.8 ${flags(linker)}/registry-schema1 ./cmd/registry-schema1`,
      'local version',
      `go1.26.8 ${flags('')}/regctl github.com/regclient/regclient/cmd/regctl`,
      'local version',
      `go1.26.8 ${flags(linker)}/mirror-images ./cmd/mirror-images`,
    ]);
  });

  it('builds again what has changed, and refuses what is not recorded', async () => {
    await blobs(workshop(), true);
    await fs.outputFile(join(root, 'src/registry/main_test.go'), 'a test');
    await blobs(workshop(), false);
    assert.equal((await calls()).length, 8);
    await fs.outputFile(join(root, 'src/registry/main.go'), 'changed');
    const [found, other, ...others] = await findings(blobs(workshop(), false));
    assert.match(other ?? '', /^blobs\/binaries\/registry-schema1 is sha256:/);
    assert.deepEqual(others, []);
    assert.match(
      found ?? '',
      /^blobs\/binaries\/registry is sha256:[0-9a-f]{64}, and config\/blobs\.yml says sha256:[0-9a-f]{64}\. If its sources were meant to change, record the new digest: npm run blobs -- --update\.$/,
    );
    await blobs(workshop(), true);
    assert.deepEqual(await findings(blobs(workshop(), false)), []);
  });

  it('builds again what was changed or removed in blobs/', async () => {
    await blobs(workshop(), true);
    await fs.remove(join(root, 'blobs/binaries/regctl'));
    await fs.outputFile(join(root, 'blobs/binaries/registry'), 'tampered with');
    assert.deepEqual(await findings(blobs(workshop(), false)), []);
    assert.equal(await fs.readFile(join(root, 'blobs/binaries/registry'), 'utf8'), 'built from registry\n');
  });

  it('says how to get Go where it is missing or too old', async () => {
    const hint = 'Install Go 1.25.0 or newer from https://go.dev/dl/ and put it on the PATH.';
    assert.deepEqual(await findings(blobs(workshop({ GO_VERSION: '1.24.9' }), true)), [
      `go is 1.24.9, which is too old. ${hint}`,
    ]);
    assert.deepEqual(await findings(blobs(workshop({ PATH: join(root, 'empty') }), true)), [
      `go was not found. ${hint}`,
    ]);
  });

  it('shows what Go says where a build fails', async () => {
    const [found] = await findings(blobs(workshop({ GO_FAILS: 'yes' }), true));
    assert.match(found ?? '', /^go ended with 1:\nmain\.go:1: undefined: x\. It is built with Go 1\.26\.8/);
    assert.equal(await fs.pathExists(join(root, 'blobs/binaries/registry')), false);
  });

  it('takes a bosh CLI of the pinned version only', async () => {
    const bosh = async (path: string, version: string): Promise<void> =>
      fs.outputFile(join(root, path), `#!/bin/sh\necho 'version ${version}-abc-2026'\n`, { mode: 0o755 });
    const hint = 'Install it with npm run tools, or put it on the PATH.';
    const nowhere = workshop({ PATH: `${join(root, 'bin')}` });
    assert.deepEqual(await findings(findBosh(nowhere)), [`there is no bosh CLI 7.10.6. ${hint}`]);
    await bosh('bin/bosh', '7.9.0');
    assert.deepEqual(await findings(findBosh(workshop())), [`there is no bosh CLI 7.10.6; bosh is 7.9.0. ${hint}`]);
    await bosh('bin/bosh', '7.10.6');
    assert.equal(await findBosh(workshop()), 'bosh');
    await bosh('.tools/bin/bosh', '7.10.6');
    assert.equal(await findBosh(workshop()), join(root, '.tools/bin/bosh'));
  });
});
