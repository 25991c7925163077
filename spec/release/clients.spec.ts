/** Real clients, over TLS with the CA, with each role: who may do what, looked up in the registry afterwards. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { needProgram, needTool } from '../support/agent/tools.js';
import { Client, digestOf } from '../support/registry/client.js';
import { admin, type Credentials, deployRegistry, type Registry } from '../support/registry/deployment.js';
import { type Image, makeImage, makeIndex, pushImage, writeLayout } from '../support/registry/images.js';
import { type ClientMaker, type RealClient, regctl, skopeo } from '../support/registry/real-clients.js';
import { runnableRelease } from '../support/registry/runnable-release.js';
import { temporaryFiles } from '../support/temporary-files.js';

const operations = ['pull', 'push', 'delete', 'tags', 'catalog'] as const;
type Operation = (typeof operations)[number];

/** Who asks, where, and what of it must succeed. */
interface Row {
  readonly who: string;
  readonly as?: Credentials;
  readonly repository: string;
  readonly allowed: readonly Operation[];
}

const passwords = { reader: 'pässword: "1"', old: 'the old one', writer: 'w<%= 1 %>', team: '{{team}} #' };
const as = (user: string, password: string): { as: Credentials } => ({ as: { user, password } });
const rows: readonly Row[] = [
  { who: 'admin', as: admin, repository: 'other/app', allowed: operations },
  { who: 'reader', ...as('reader', passwords.reader), repository: 'other/app', allowed: ['pull', 'tags'] },
  { who: 'reader, old password', ...as('reader', passwords.old), repository: 'other/app', allowed: ['pull', 'tags'] },
  { who: 'writer', ...as('writer', passwords.writer), repository: 'other/app', allowed: ['pull', 'push', 'tags'] },
  {
    who: 'team, own repository',
    ...as('team', passwords.team),
    repository: 'team-a/app',
    allowed: ['pull', 'push', 'delete', 'tags'],
  },
  { who: 'team, other repository', ...as('team', passwords.team), repository: 'other/app', allowed: [] },
  { who: 'reader, wrong password', ...as('reader', 'wrong'), repository: 'other/app', allowed: [] },
  { who: 'unknown user', ...as('ghost', passwords.reader), repository: 'other/app', allowed: [] },
  { who: 'nobody', repository: 'other/app', allowed: [] },
];

describe('real clients', function () {
  this.timeout(180_000);
  const files = temporaryFiles();
  const makers: Partial<Record<'regctl' | 'skopeo', ClientMaker>> = {};
  let registry: Registry;
  let owner: Client;

  before(async function () {
    const { release, authority } = await runnableRelease(this, files);
    registry = await deployRegistry(release, authority, {
      properties: {
        users: {
          reader: { passwords: [passwords.reader, passwords.old], roles: ['reader'] },
          writer: { passwords: [passwords.writer], roles: ['writer'] },
          team: { passwords: [passwords.team], roles: ['team-a'] },
        },
        roles: { 'team-a': { actions: ['push', 'delete'], repositories: ['team-a/**'] } },
      },
    });
    owner = new Client(registry, admin);
    makers.regctl = regctl(needTool(this, 'regctl'), files.folder, registry);
  });

  after(async () => {
    owner?.close();
    await registry?.instance.remove();
  });

  function maker(test: Mocha.Context, name: 'regctl' | 'skopeo'): ClientMaker {
    if (name === 'skopeo') {
      makers.skopeo ??= skopeo(needProgram(test, 'skopeo', 'apt-get install skopeo'), files.folder, registry);
    }
    return makers[name] as ClientMaker;
  }

  const newFolder = (name: string): string => files.path(`${name}-${randomBytes(6).toString('hex')}`);
  const there = async (repository: string, reference: string): Promise<boolean> =>
    (await owner.manifest(repository, reference)).status === 200;

  /** True when the operation has happened, by what the registry holds or the client has got. */
  async function succeeds(client: RealClient, operation: Operation, repository: string): Promise<boolean | undefined> {
    const tag = `t-${randomBytes(6).toString('hex')}`;
    const image = makeImage([1000]);
    if (operation === 'push') {
      const outcome = await client.push(writeLayout(newFolder('push'), [image]), `${repository}:${tag}`);
      const arrived = (await there(repository, tag)) || (await there(repository, image.digest));
      assert.equal(outcome.status === 0, arrived, `the client says otherwise: ${outcome.stderr}`);
      return arrived;
    }
    assert.equal(await pushImage(owner, repository, tag, image), 201);
    switch (operation) {
      case 'pull': {
        const folder = newFolder('pull');
        const { status } = await client.pull(`${repository}:${tag}`, folder);
        return status === 0 && readFileSync(`${folder}/index.json`, 'utf8').includes(image.digest);
      }
      case 'delete':
        await client.remove(`${repository}@${image.digest}`);
        return !(await there(repository, image.digest));
      case 'tags': {
        const { status, stdout } = await client.tags(repository);
        return status === 0 && stdout.includes(tag);
      }
      case 'catalog': {
        if (!client.catalog) return undefined;
        const { status, stdout } = await client.catalog();
        return status === 0 && stdout.includes(repository);
      }
    }
  }

  for (const name of ['regctl', 'skopeo'] as const) {
    it(`${name}: role by operation, and nothing that is not allowed succeeds`, async function () {
      const make = maker(this, name);
      const table: string[] = [];
      const wrong: string[] = [];
      for (const row of rows) {
        const client = make(row.as);
        const cells: string[] = [];
        for (const operation of operations) {
          const done = await succeeds(client, operation, row.repository);
          cells.push((done === undefined ? '-' : done ? 'yes' : 'no').padEnd(8));
          if (done !== undefined && done !== row.allowed.includes(operation)) {
            wrong.push(`${row.who}: ${operation} ${done ? 'succeeded' : 'failed'}`);
          }
        }
        table.push(`      ${row.who.padEnd(24)}${cells.join('')}`);
      }
      const head = `      ${name.padEnd(24)}${operations.map((operation) => operation.padEnd(8)).join('')}`;
      process.stdout.write(`${[head, ...table].join('\n')}\n`);
      assert.deepEqual(wrong, []);
    });

    it(`${name}: an image for several platforms arrives and comes back, every digest the same`, async function () {
      const client = maker(this, name)(admin);
      const images: Record<string, Image> = { amd64: makeImage([50_000, 10]), arm64: makeImage([70_000]) };
      const index = makeIndex(images);
      const pushed = await client.push(
        writeLayout(newFolder('multi'), Object.values(images), index),
        `multi/${name}:v1`,
      );
      assert.equal(pushed.status, 0, pushed.stderr);
      assert.equal(digestOf((await owner.manifest(`multi/${name}`, 'v1')).body), digestOf(index));
      const folder = newFolder('multi-pulled');
      const pulled = await client.pull(`multi/${name}@${digestOf(index)}`, folder);
      assert.equal(pulled.status, 0, pulled.stderr);
      for (const content of [index, ...Object.values(images).flatMap((one) => [one.manifest, ...one.blobs])]) {
        const digest = digestOf(content);
        assert.equal(digestOf(readFileSync(`${folder}/blobs/${digest.replace(':', '/')}`)), digest);
      }
    });

    it(`${name}: refuses a registry whose CA it does not know`, async function () {
      const { status, stderr } = await maker(this, name)(admin, { trusting: false }).tags('other/app');
      assert.notEqual(status, 0);
      assert.match(stderr, /certificate/);
    });
  }
});
