/** A deployment with wrong properties stops before anything runs, and names the property and what is allowed. */
import assert from 'node:assert/strict';
import type { Link } from '../../src/gen-manifest/erb/job.js';
import type { YamlMap } from '../../src/gen-manifest/yaml-value.js';
import { Instance } from '../support/agent/instance.js';
import { type Release } from '../support/agent/release.js';
import { newAddress } from '../support/registry/addresses.js';
import { type Authority } from '../support/registry/certificates.js';
import { registryProperties } from '../support/registry/deployment.js';
import { runnableRelease } from '../support/registry/runnable-release.js';
import { temporaryFiles } from '../support/temporary-files.js';

const instances = [0, 1].map((index) => {
  return { name: 'registry', index, id: `${index}`, az: 'z1', address: `10.0.0.${index + 5}`, bootstrap: index === 0 };
});
const peers: Record<string, Link> = { peers: { instances, properties: {}, address: 'registry.example' } };

interface Case {
  readonly what: string;
  readonly properties: YamlMap;
  readonly links?: Record<string, Link>;
  /** What the message must say. */
  readonly says: readonly RegExp[];
}

const cases: readonly Case[] = [
  {
    what: 'an unknown key',
    properties: { users: { ci: { passwords: ['x'], roles: ['writer'], role: 'admin' } } },
    says: [/users\.ci\.role: unknown key; allowed: passwords, roles/],
  },
  {
    what: 'a wrong type',
    properties: { port: '5000' },
    says: [/port: found "5000"; allowed: an integer from 1 to 65535/],
  },
  {
    what: 'a value that is not among those allowed',
    properties: { log: { level: 'verbose' } },
    says: [/log\.level: found "verbose"; allowed: error, warn, info, debug/],
  },
  {
    what: 'half of S3',
    properties: { storage: { type: 's3', s3: { bucket: 'b', access_key_id: 'a' } } },
    says: [/storage\.s3\.region: is missing/, /storage\.s3\.access_key_id: needs storage\.s3\.secret_access_key/],
  },
  { what: 'no user', properties: { users: null }, says: [/users: nobody could use the registry; add a user/] },
  {
    what: 'two instances on disks of their own',
    properties: {},
    links: peers,
    says: [/storage\.type: found persistent_disk with 2 instances.*set instances: 1, or storage\.type: s3/],
  },
  {
    what: 'two instances without a common secret',
    properties: { storage: { type: 's3', s3: { bucket: 'b', region: 'r' } } },
    links: peers,
    says: [/http\.secret: is missing; 2 instances need the same one/],
  },
  { what: 'a scalar for a section', properties: { tls: 'yes' }, says: [/tls\./, /hash/] },
];

describe('a deployment with wrong properties', function () {
  this.timeout(60_000);
  const files = temporaryFiles();
  let release: Release;
  let authority: Authority;

  before(async function () {
    ({ release, authority } = await runnableRelease(this, files));
  });

  for (const { what, properties, links, says } of cases) {
    it(`is refused: ${what}`, async () => {
      const address = newAddress();
      const all = await registryProperties(authority, address, { properties });
      const job = { name: 'docker-registry', properties: all, ...(links && { links }) };
      const made = Instance.create(release, { address, persistentDiskMb: 10, jobs: [job] });
      const error = await made.then(
        async (instance) => instance.remove(),
        (reason: unknown) => reason as Error,
      );
      assert.ok(error instanceof Error, 'nothing was refused');
      for (const pattern of says) assert.match(error.message, pattern);
      assert.doesNotMatch(error.message, /admin-"#: secret/);
    });
  }
});
