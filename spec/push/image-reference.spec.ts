/** Image references, against distribution/reference's own expressions (v0.6.0, regexp.go), put together as there. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type ImageReference,
  isReferenceProblem,
  parseImageReference,
  referenceText,
} from '../../src/gen-manifest/push/image-reference.js';

/** regexp.go, from the smallest part up; the grammar that Docker accepts names by. */
const alphanumeric = '[a-z0-9]+';
const separator = '(?:[._]|__|[-]+)';
const domainComponent = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const host = `(?:${domainComponent}(?:\\.${domainComponent})*|\\[(?:[a-fA-F0-9:]+)\\])`;
const domain = `${host}(?::[0-9]+)?`;
const pathComponent = `${alphanumeric}(?:${separator}${alphanumeric})*`;
const remoteName = `${pathComponent}(?:/${pathComponent})*`;
const tag = '[\\w][\\w.-]{0,127}';
const digest = '[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*[:][0-9a-fA-F]{32,}';
const grammar = new RegExp(`^((?:${domain}/)?${remoteName})(?::(${tag}))?(?:@(${digest}))?$`);

const sha256 = 'a'.repeat(64);

function parsed(text: string): ImageReference {
  const reference = parseImageReference(text);
  assert.ok(!isReferenceProblem(reference), `${text}: ${JSON.stringify(reference)}`);
  return reference;
}

function problem(text: string): string {
  const reference = parseImageReference(text);
  assert.ok(isReferenceProblem(reference), `${text} is taken: ${JSON.stringify(reference)}`);
  return reference.problem;
}

describe('parseImageReference', () => {
  it('knows which registry a name means: normalize.go', () => {
    assert.deepEqual(parsed('ubuntu'), { domain: 'docker.io', path: 'library/ubuntu' });
    assert.deepEqual(parsed('org/private:1.0'), { domain: 'docker.io', path: 'org/private', tag: '1.0' });
    assert.deepEqual(parsed('docker.io/ubuntu'), { domain: 'docker.io', path: 'library/ubuntu' });
    assert.deepEqual(parsed('index.docker.io/org/app'), { domain: 'docker.io', path: 'org/app' });
    assert.deepEqual(parsed('localhost/app'), { domain: 'localhost', path: 'app' });
    assert.deepEqual(parsed('10.0.1.20:5000/a/b/c:x'), { domain: '10.0.1.20:5000', path: 'a/b/c', tag: 'x' });
    assert.deepEqual(parsed('REGISTRY/app'), { domain: 'REGISTRY', path: 'app' });
    assert.deepEqual(parsed(`ghcr.io/o/a@sha256:${sha256}`), {
      domain: 'ghcr.io',
      path: 'o/a',
      digest: `sha256:${sha256}`,
    });
  });

  it('says what is wrong with what is none', () => {
    assert.match(problem('https://registry.example.com/app'), /scheme/);
    assert.match(problem('Org/Private'), /capital/);
    assert.match(problem('org/private:-x'), /tag/);
    assert.match(problem(`org/private:${'t'.repeat(129)}`), /tag/);
    assert.match(problem('org/private@sha256:abc'), /digest/);
    assert.match(problem(`org/private@sha256:${'A'.repeat(64)}`), /digest/);
    assert.match(problem('org//private'), /name/);
    assert.match(problem('my_host.example.com/app'), /registry/);
    assert.match(problem(sha256), /identifier/);
    assert.match(problem(`a/${'p'.repeat(256)}`), /255/);
    assert.match(problem(''), /name/);
    assert.match(problem('org/app $(id)'), /character/);
    assert.match(problem('org/app\n'), /character/);
  });

  it('writes what Diego takes: without the name of Docker Hub, by tag or by digest', () => {
    assert.equal(referenceText(parsed('docker.io/library/ubuntu:24.04')), 'ubuntu:24.04');
    assert.equal(referenceText(parsed('index.docker.io/org/app')), 'org/app');
    assert.equal(referenceText(parsed('r.example.com:5000/library/app:1')), 'r.example.com:5000/library/app:1');
    assert.equal(referenceText(parsed(`org/app:1@sha256:${sha256}`)), `org/app@sha256:${sha256}`);
  });

  it('takes every reference of the grammar, and gives it back with the same meaning', () => {
    const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?$/);
    const registry = fc
      .tuple(fc.array(label, { minLength: 2, maxLength: 4 }), fc.option(fc.integer({ min: 1, max: 65535 })))
      .map(([labels, port]) => `${labels.join('.')}${port === null ? '' : `:${port}`}/`);
    const component = fc.stringMatching(/^[a-z0-9]{1,5}(([._]|__|-{1,3})[a-z0-9]{1,5}){0,2}$/);
    const reference = fc
      .tuple(
        fc.option(registry, { nil: '' }),
        fc.array(component, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/')),
        fc.option(fc.stringMatching(/^\w[\w.-]{0,20}$/)),
        fc.option(fc.stringMatching(/^[0-9a-f]{64}$/)),
      )
      .map(([at, path, named, hash]) => ({ at, path, named, hash }));
    fc.assert(
      fc.property(reference, ({ at, path, named, hash }) => {
        const text = `${at}${path}${named === null ? '' : `:${named}`}${hash === null ? '' : `@sha256:${hash}`}`;
        fc.pre(!/^[a-f0-9]{64}$/.test(text));
        // A first component with a dot is a registry, and not every such component is a name of one.
        fc.pre(at !== '' || !/^[^/]*\..*\//.test(path));
        assert.match(text, grammar);
        const once = parsed(text);
        const { tag: lost, ...rest } = once;
        assert.equal(lost ?? null, named);
        assert.deepEqual(parsed(referenceText(once)), hash === null ? once : rest);
      }),
      { numRuns: 500 },
    );
  });

  it('takes nothing that is not of the grammar, whatever is thrown at it', () => {
    const near = fc.array(fc.constantFrom(...'aZ0.-_:/@[]', '__', 'sha256:', sha256, 'docker.io', ' ', 'é'), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(
        fc.oneof(
          near.map((parts) => parts.join('')),
          fc.string(),
        ),
        (text) => {
          if (isReferenceProblem(parseImageReference(text))) return;
          assert.match(text, grammar);
        },
      ),
      { numRuns: 3000 },
    );
  });
});
