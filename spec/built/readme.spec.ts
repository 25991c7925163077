import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sampleFiles } from '../../src/build/sample-inputs.js';
import { exitCodes } from '../../src/gen-manifest/errors.js';
import { shell } from './bin.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const blocks = [...readme.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, body]) => (body as string).trim().split('\n'));

/** As much of a cf-deployment.yml as the ops file has paths in. */
const cfDeployment = `name: cf
manifest_version: v58.0.0
instance_groups:
- name: diego-cell
  jobs:
  - name: cflinuxfs4-rootfs-setup
    properties: {cflinuxfs4-rootfs: {trusted_certs: []}}
- name: api
  jobs: [{name: cloud_controller_ng, properties: {}}]
`;

describe('README.md', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'gen-manifest-readme-'));
    // The release in the working folder, as in this one.
    for (const name of ['jobs', 'config']) symlinkSync(join(root, name), join(folder, name));
    writeFileSync(join(folder, 'cf-deployment.yml'), cfDeployment);
    for (const [, file] of sampleFiles(folder)) assert.equal(basename(file), file.slice(folder.length + 1));
  });
  after(() => rmSync(folder, { recursive: true }));

  it('has exactly two set-up commands, which CI runs as they stand', () => {
    assert.equal(blocks[0]?.length, 2);
    assert.match(blocks[0][0] as string, /> diego\.yml$/);
    assert.match(readFileSync(join(root, '.ci/run'), 'utf8'), /readme_command 1[\s\S]*readme_command 2/);
  });

  for (const line of blocks.slice(1).flat()) {
    it(`shows what works: ${line}`, () => {
      const { status, stderr } = shell(line, folder);
      assert.equal(status, exitCodes.done, stderr);
      assert.doesNotMatch(stderr, /error:/);
    });
  }

  it('shows an error as it is printed', () => {
    const [, block] = /^```text\n(docker\.yml:.*?)^```$/ms.exec(readme) ?? [];
    renameSync(join(folder, 'docker.yml'), join(folder, 'kept.yml'));
    const { status, stderr } = shell(
      "printf '%s\\n' 'registry:' '  host: 10.0.1.20' '  prot: 5000' > docker.yml; gen-manifest validate -s docker.yml",
      folder,
    );
    assert.equal(status, exitCodes.wrongInput);
    assert.equal(stderr, block);
  });

  it('lists every exit code that the program has', () => {
    for (const code of Object.values(exitCodes)) {
      assert.match(readme, new RegExp(`^\\| ${code} \\| `, 'm'));
    }
  });

  it('names every folder of the generator', () => {
    for (const name of ['cli', 'settings', 'foundations', 'environments', 'model', 'plan', 'render', 'output']) {
      assert.match(readme, new RegExp(`^  ${name}/ `, 'm'));
    }
  });
});
