/** What a reader of a pull request sees of the jobs' files where they have room, and where they have not. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ReviewedJob } from '../../../../src/gen-manifest/plan/review/review.js';
import { fitted } from '../../../../src/gen-manifest/render/review/markdown/fitted.js';
import { jobsSection } from '../../../../src/gen-manifest/render/review/markdown/jobs.js';

const job = (name: string, texts: Readonly<Record<string, string>>, problems: string[] = []): ReviewedJob => ({
  ...{ group: name, job: name, problems },
  files: Object.entries(texts).map(([path, text]) => ({ path, text })),
});
const jobs = [
  job('docker-registry', {
    'bin/ctl': `ctl of registry ${'x'.repeat(300)}`,
    'config/tls/ca.pem': '',
    'config/token/jwks.json': ' \n\n',
    'config/registry.yml': 'version: "0.1"',
    monit: 'check process',
  }),
  job('docker-cache', { 'bin/ctl': 'ctl of cache', 'config/caches.json': '{}' }, ['config/x.erb:1: undefined']),
];
const shown = (longest: number): string => fitted('', [jobsSection(jobs)], longest);
const paths = (text: string): string[] =>
  [...text.matchAll(/<summary>\S+ \/var\/vcap\/jobs\/(\S+)<\/summary>/g)].map(([, path]) => path ?? '');

describe('jobsSection', () => {
  it('shows files job by job, and names those that rendered to nothing on one line', () => {
    const text = shown(10_000);
    assert.deepEqual(paths(text), [
      ...['docker-registry/bin/ctl', 'docker-registry/config/registry.yml', 'docker-registry/monit'],
      ...['docker-cache/bin/ctl', 'docker-cache/config/caches.json'],
    ]);
    const lines = [
      '- `docker-registry/docker-registry`: empty with these settings: `config/tls/ca.pem`, `config/token/jwks.json`',
      '- **error** `docker-cache/docker-cache`: config/x.erb:1: undefined',
    ];
    for (const line of lines) assert.ok(text.slice(0, text.indexOf('<details>')).split('\n').includes(line), text);
  });

  it('gives every job the room for its configuration before any has it for scripts', () => {
    const first = [...Array(2000).keys()].map(shown).find((text) => paths(text).length === 2) ?? '';
    assert.deepEqual(paths(first), ['docker-registry/config/registry.yml', 'docker-cache/config/caches.json']);
    assert.match(first, /^3 files are left out, scripts first: gen-manifest render-job shows them\.$/m);
  });

  it('shows no script where configuration of any job is left out', () => {
    const sizes = fc.array(fc.nat(200), { maxLength: 5 });
    const made = fc.array(fc.tuple(sizes, sizes), { maxLength: 4 }).map((given) =>
      given.map(([scripts, settings], index) =>
        job(`job-${index}`, {
          ...Object.fromEntries(scripts.map((size, at) => [`bin/${at}`, 'x'.repeat(size + 1)])),
          ...Object.fromEntries(settings.map((size, at) => [`config/${at}`, 'x'.repeat(size + 1)])),
        }),
      ),
    );
    fc.assert(
      fc.property(made, fc.integer({ min: 200, max: 3000 }), (given, longest) => {
        const text = fitted('', [jobsSection(given)], longest);
        assert.ok(text.length <= longest);
        const all = given.flatMap(({ job: name, files }) => files.map(({ path }) => `${name}/${path}`));
        const left = all.filter((path) => !paths(text).includes(path));
        const scripts = paths(text).filter((path) => path.includes('/bin/'));
        assert.ok(scripts.length === 0 || left.every((path) => path.includes('/bin/')), text);
      }),
    );
  });
});
