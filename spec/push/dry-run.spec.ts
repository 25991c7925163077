/** `--dry-run` prints what a push would send. */
import assert from 'node:assert/strict';
import { genManifest } from '../support/gen-manifest.js';

/** The manifest that stands below the call of cf push. */
async function manifestOf(app: string, ...route: readonly string[]): Promise<unknown> {
  const argv = ['push', app, '--image', 'org/app:1', '--dry-run', '--api-version', '3.100.0', ...route];
  const { exitCode, stdout, stderr } = await genManifest(...argv);
  assert.equal(exitCode, 0, stderr);
  const body = stdout.split('\n').flatMap((line) => (line.startsWith('#   ') ? [line.slice(4)] : []));
  return JSON.parse(body.join('\n'));
}

const manifest = (name: string, route: string) => ({ applications: [{ name, routes: [{ route }] }] });

describe('the dry run of a push by cf push', () => {
  it('has the route that the push would have: a host made of the name, the one that is given, or none', async () => {
    assert.deepEqual(await manifestOf('my_App', '-d', 'a.example'), manifest('my_App', 'my-app.a.example'));
    assert.deepEqual(await manifestOf('web', '-n', 'www', '-d', 'a.example'), manifest('web', 'www.a.example'));
    assert.deepEqual(await manifestOf('web', '--no-hostname', '-d', 'a.example'), manifest('web', 'a.example'));
    assert.deepEqual(await manifestOf('web', '-n', 'www'), manifest('web', 'www.DEFAULT_DOMAIN'));
  });

  it('quotes for a shell what needs it, and has no manifest where no route is named', async () => {
    const argv = ['push', "it's", '--image', 'org/app:1', '--dry-run', '--api-version', '3.100.0'];
    const { stdout } = await genManifest(...argv);
    assert.match(stdout, /^cf push 'it'\\''s' --docker-image org\/app:1 --no-manifest$/m);
  });
});
