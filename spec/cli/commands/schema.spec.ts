/** `gen-manifest schema`: a JSON Schema that validators and editors can use. */
import assert from 'node:assert/strict';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { catalog } from '../../../src/gen-manifest/settings/catalog.js';
import { genManifest } from '../../support/gen-manifest.js';

type Schema = { [key: string]: unknown; properties?: Record<string, Schema>; description?: string };

async function schema(): Promise<Schema> {
  const { stdout, exitCode, stderr } = await genManifest('schema');
  assert.equal(exitCode, 0);
  assert.equal(stderr, '');
  return JSON.parse(stdout) as Schema;
}

function at(root: Schema, path: string): Schema {
  return path.split('.').reduce((here, step) => here.properties?.[step] as Schema, root);
}

describe('gen-manifest schema', () => {
  // Compiled once: it takes longer than all the checks with it.
  let validate: ValidateFunction;
  before(async () => {
    validate = new Ajv2020({ strict: true }).compile(await schema());
  });

  it('is JSON with two spaces, and the same every time', async () => {
    const { stdout } = await genManifest('schema');
    assert.equal(stdout, `${JSON.stringify(JSON.parse(stdout), null, 2)}\n`);
    assert.equal((await genManifest('schema')).stdout, stdout);
  });

  it('compiles under ajv 2020 in its strictest mode, and tells right from wrong', () => {
    assert.equal(validate({}), true);
    assert.equal(validate({ registry: { port: 5443 }, property_overrides: { bbs: null } }), true);
    assert.equal(validate({ registry: { prot: 5443 } }), false);
    assert.equal(validate({ registry: { port: 0 } }), false);
  });

  it('has every setting with a description, its default, its examples and its unit', async () => {
    const root = await schema();
    for (const [path, declaration] of catalog) {
      const part = at(root, path);
      assert.ok(part, path);
      assert.ok(part.description?.startsWith(declaration.description), path);
      assert.deepEqual(part['default'], declaration.default, path);
      assert.deepEqual(part['examples'], declaration.examples, path);
      if (declaration['x-unit'] !== undefined)
        assert.ok(part.description?.includes(`(${declaration['x-unit']})`), path);
    }
  });

  it('accepts every default and every example', () => {
    for (const [path, { default: initial, examples = [] }] of catalog) {
      for (const value of [...(initial === undefined ? [] : [initial]), ...examples]) {
        const tree = path.split('.').reduceRight<unknown>((child, step) => ({ [step]: child }), value);
        assert.ok(validate(tree), `${path}: ${JSON.stringify(value)}`);
      }
    }
  });

  it('takes a variable where BOSH can fill it, and none where gen-manifest decides', () => {
    assert.equal(validate({ registry: { port: '((port))' }, property_overrides: { skip_cert_verify: '((x))' } }), true);
    for (const tree of [{ registry: { enabled: '((x))' } }, { diego: { rootfs_release: '((x))' } }, { env: '((x))' }]) {
      assert.equal(validate(tree), false, JSON.stringify(tree));
    }
  });

  it('takes a group that is null, as in a file all of whose lines are commented out', () => {
    assert.equal(validate({ registry: null, iaas: { openstack: { networks: null } } }), true);
  });

  it('describes the groups for editors', async () => {
    const root = await schema();
    assert.equal(at(root, 'registry').description, 'The private Docker registry that Diego pulls images from');
    assert.equal(at(root, 'iaas.vsphere').description, 'Settings for vSphere');
  });
});
