/** Long work shows how far it is on a terminal, and only there: a real one, which script(1) of util-linux makes. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { temporaryFiles } from '../support/temporary-files.js';
import { shell } from './bin.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const program = `${root}dist/gen-manifest.cjs`;

const registry = `name: diego-docker
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
      users: {admin: {passwords: [((admin_password))], roles: [admin]}}
  - {name: collect-garbage, release: diego-docker}
`;

/** What a shell's command shows on a terminal; its exit code is that of the command. */
function onTerminal(command: string): string {
  const { stdout, status } = spawnSync('script', ['-qefc', command, '/dev/null'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  assert.equal(status, 0, stdout);
  return stdout;
}

describe('progress', function () {
  this.timeout(120_000);
  const files = temporaryFiles();
  let renderJob: string;

  before(function () {
    if (!spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux')) this.skip();
    renderJob = `node ${program} render-job --manifest ${files.write('registry.yml', registry)} --release ${root}`;
  });

  it('of render-job on several jobs is on a terminal while it runs, and gone behind it', () => {
    const shown = onTerminal(`${renderJob} > ${files.path('out')}`);
    assert.match(
      shown,
      /\r\u001b\[Krendering 1 of 2: docker-registry\r\u001b\[Krendering 2 of 2: collect-garbage\r\u001b\[K/,
    );
    assert.match(
      readFileSync(files.path('out'), 'utf8'),
      /^==> registry: \/var\/vcap\/jobs\/docker-registry\/monit <==/,
    );
  });

  it('of render-job is not in a file, in a pipe, or where there is one job', () => {
    onTerminal(`${renderJob} > /dev/null 2> ${files.path('stderr')}`);
    assert.doesNotMatch(readFileSync(files.path('stderr'), 'utf8'), /rendering|\u001b/);
    const piped = shell(`${renderJob} > /dev/null`, files.folder);
    assert.doesNotMatch(piped.stderr, /rendering|\u001b/);
    assert.doesNotMatch(onTerminal(`${renderJob} collect-garbage > /dev/null`), /rendering|\u001b/);
  });

  it('of what npm run release does is on a terminal, and nowhere else', () => {
    const work = files.write(
      'work.mts',
      `import { step } from '${root}src/gen-manifest/release/run-tool.ts';
import { inWorkshop } from '${root}src/build/workshop.ts';
await inWorkshop((workshop) => step(workshop, 'packing', async () => 0));
`,
    );
    const command = `node --import ${root}node_modules/tsx/dist/loader.mjs ${work}`;
    assert.match(onTerminal(command), /packing \.\.\. \d+\.\d s/);
    assert.equal(shell(command, root).stderr, '');
  });
});
