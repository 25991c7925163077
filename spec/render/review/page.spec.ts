/** The page of a review, as a reader of HTML sees it: whole, safe, and with everything that the review holds. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { reviewPage } from '../../../src/gen-manifest/render/review/page.js';
import type { Review } from '../../../src/gen-manifest/plan/review/review.js';
import { hostileStrings } from '../../support/hostile-values.js';
import { attribute, type Element, hasClass, type Page, parsedPage, textIn } from '../../support/html-page.js';
import { emptyReview, hugeReview, reviewOf, typicalReview } from '../../support/reviews.js';
import { runCount } from '../../support/run-count.js';

const pageOf = async (review: Review): Promise<Page> => parsedPage(await reviewPage(review));
const texts = ({ elements }: Page, name: string): string[] =>
  elements.filter((element) => hasClass(element, name)).map((element) => textIn(element).replace(/\s+/g, ' ').trim());
/** Element by element, without what a text can change: the elements of lines, of folded values and of unseen characters. */
const shape = ({ elements }: Page): string[] => {
  const free = new Set(['text', 'wbr', 'br', 'del', 'ins', 'span', 'i']);
  return elements
    .filter(({ tagName }) => !free.has(tagName))
    .map(({ tagName, attrs }) => `${tagName} ${attrs.map(({ name }) => name).join(' ')}`);
};

/** Texts that would leave their place in a page that is put together carelessly. */
const markup = [
  ...['</script><script>alert(1)</script>', '</style><img src=x onerror=alert(1)>', '<!--', '-->', ']]>', '</pre>'],
  ...['" onmouseover="alert(1)', "' autofocus onfocus='alert(1)", '`', '=', '&lt;', '&#x202e;', '&', '<', '{{title}}'],
  ...['{{{style}}}', '\\{{title}}', '<svg/onload=alert(1)>', 'javascript:alert(1)', '\u202eexe.png\u2066', '\u200b'],
  ...['\u0000', '\r', '\r\n', '\ud800', '\udc00', '\u2028', '\ufeff', '\u0085', '\u009f', '__proto__', 'constructor'],
];
const anyText = fc.oneof(
  fc.constantFrom(...markup, ...hostileStrings),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.array(fc.constantFrom(...markup), { minLength: 2, maxLength: 5 }).map((parts) => parts.join('')),
);

describe('the page of a review', () => {
  let typical: Page;
  before(async () => {
    typical = await pageOf(typicalReview);
  });

  it('is HTML that a parser finds nothing wrong with', () => assert.deepEqual(typical.errors, []));

  it('shows every change with its property, its values and why', () => {
    const changes = texts(typical, 'change');
    assert.equal(changes.length, 13);
    const [disk] = changes.filter((text) => text.includes('maximum_app_disk_in_mb'));
    assert.match(
      disk ?? '',
      /^changed cc\.maximum_app_disk_in_mb .* 204820480 An image of 16 GB .*staging\.disk_mb \(docker\.yml:17:3\)$/,
    );
  });

  it('says first what happens to instances', () => {
    assert.deepEqual(texts(typical, 'lead'), [
      '13 changes in 2 deployments: 10 instances recreated, 2 instances restarted, 2 instances created.',
    ]);
    const effects = typical.elements.filter((element) => attribute(element, 'data-label') === 'Effect').map(textIn);
    assert.deepEqual(effects, ['recreated', 'restarted', 'created']);
  });

  it('draws no conclusions where errors stopped planning', async () => {
    const error = { severity: 'error', message: 'there is no such file', hint: undefined, place: 'nope.yml' } as const;
    const page = await pageOf({ ...emptyReview, planned: false, findings: [error, { ...error, place: 'other.yml' }] });
    assert.deepEqual(page.errors, []);
    assert.deepEqual(texts(page, 'lead'), ['What changes was not worked out because of 2 errors.']);
    assert.deepEqual(texts(page, 'tile'), [
      '? Changes not worked out because of 2 errors',
      '? Running instances touched not worked out because of 2 errors',
      '2 Findings 2 errors',
    ]);
    assert.deepEqual(texts(page, 'calm'), []);
  });

  it('puts errors before warnings and notes', () => {
    assert.deepEqual(
      typical.elements.filter((element) => hasClass(element, 'finding')).map((element) => attribute(element, 'class')),
      ['finding warning', 'finding note'],
    );
  });

  it('names every connection of the picture in a table', () => {
    const rows = typical.elements.filter((element) => attribute(element, 'data-item') === 'connection');
    assert.equal(rows.length, typicalReview.topology.edges.length);
    assert.match(
      textIn(rows[2] as Element),
      /Does not work, or is not safe:\s+no runtime config gives the cells the CA/,
    );
  });

  it('holds files to the letter', () => {
    const files = typical.elements.filter(({ tagName }) => tagName === 'pre').map(textIn);
    for (const { text } of [...typicalReview.artifacts, ...typicalReview.jobs.flatMap((job) => job.files)]) {
      assert.ok(files.includes(text), text.slice(0, 40));
    }
  });

  it('names files that rendered to nothing on one line of their job, for the search to find', async () => {
    const files = [
      { path: 'config/tls/ca.pem', text: '' },
      { path: 'config/registry.yml', text: 'version: 0.1\n' },
      { path: 'config/token/jwks.json', text: ' \n' },
    ];
    const { elements } = await pageOf({ ...typicalReview, jobs: [{ group: 'g', job: 'j', problems: [], files }] });
    const items = elements.filter((element) => attribute(element, 'data-item') === 'list').map(textIn);
    assert.deepEqual(items, ['Empty with these settings: config/tls/ca.pem, config/token/jwks.json']);
    assert.equal(elements.filter((element) => attribute(element, 'data-item') === 'file').length, 1);
    const heading = elements.find(
      ({ tagName, attrs }) => tagName === 'h3' && attrs.some(({ value }) => value === 'job-g-j--title'),
    );
    assert.match((heading && textIn(heading)) ?? '', /on g, 3 files/);
  });

  it('says so where there is nothing', async () => {
    const page = await pageOf(emptyReview);
    assert.deepEqual(page.errors, []);
    assert.deepEqual(texts(page, 'lead'), ['Nothing changes.']);
    assert.deepEqual(texts(page, 'calm'), [
      'No instance is created, restarted, recreated or deleted.',
      'Validation found nothing to say.',
      'Nothing changes: what is deployed is what these settings give.',
    ]);
  });

  it('is the same for the same review', async () =>
    assert.equal(await reviewPage(typicalReview), await reviewPage(typicalReview)));

  it('stays below 2 MB for a thousand changes and a manifest of 3,000 lines', async () => {
    const line = '        insecure_docker_registry_list: ["docker-registry.service.cf.internal:8080"]\n';
    const manifest = { name: 'cf.yml', description: 'The manifest.', command: 'bosh deploy', text: line.repeat(3000) };
    const html = await reviewPage({ ...hugeReview(1000), artifacts: [manifest] });
    assert.ok(Buffer.byteLength(html) < 2 * 1024 * 1024, `${Buffer.byteLength(html)} bytes`);
  });
});

describe('links of the page', () => {
  it('lead to places in it, each with a name of its own', async () => {
    for (const review of [typicalReview, emptyReview, hugeReview(300), reviewOf('the same'), reviewOf('')]) {
      const { elements } = await pageOf(review);
      const ids = elements.flatMap((element) => attribute(element, 'id') ?? []);
      assert.equal(new Set(ids).size, ids.length, 'no id stands twice');
      const named = elements.flatMap((element) => [
        ...(attribute(element, 'href') ?? '').split(' '),
        ...['aria-labelledby', 'aria-describedby', 'for'].flatMap((name) =>
          (attribute(element, name) ?? '').split(' ').map((id) => id && `#${id}`),
        ),
      ]);
      const lost = named.filter((name) => name.startsWith('#') && !ids.includes(name.slice(1)));
      assert.deepEqual(lost, []);
    }
  });

  it('have names of their own for names that look alike', async () => {
    const [cf] = typicalReview.deployments;
    const named = ['x', 'x-title', 'é', 'ü', 'x--title', ''].map((name) => ({
      ...(cf as (typeof typicalReview.deployments)[number]),
      name,
    }));
    const others = ['tools', 'title', 'a.b', 'a/b'].flatMap((property) =>
      (cf?.others ?? []).map((change) => ({ ...change, property })),
    );
    const { elements } = await pageOf({ ...typicalReview, deployments: named.map((each) => ({ ...each, others })) });
    const ids = elements.flatMap((element) => attribute(element, 'id') ?? []);
    assert.deepEqual(
      ids.filter((id, index) => ids.indexOf(id) !== index),
      [],
    );
  });

  it('name the change, so that one can be sent to others', async () => {
    const { elements } = await pageOf(typicalReview);
    const anchors = elements
      .filter((element) => hasClass(element, 'change'))
      .map((element) => attribute(element, 'id'));
    assert.ok(anchors.includes('change-api-cloud_controller_ng-cc.maximum_app_disk_in_mb'));
  });
});

describe('safety of the page', () => {
  it('allows its own style and scripts by their digests, and nothing else', async () => {
    const { elements } = await pageOf(typicalReview);
    const policy = elements.find((element) => attribute(element, 'http-equiv') === 'Content-Security-Policy');
    const rules = (policy && attribute(policy, 'content')) ?? '';
    assert.match(rules, /^default-src 'none'; /);
    assert.doesNotMatch(rules, /unsafe|\*|https?:/);
    const own = elements.filter(({ tagName }) => tagName === 'script' || tagName === 'style');
    assert.ok(own.length > 2);
    for (const element of own) {
      const digest = createHash('sha256').update(textIn(element)).digest('base64');
      assert.ok(rules.includes(`'sha256-${digest}'`), element.tagName);
    }
  });

  it('asks nothing of a network', async () => {
    const { elements } = await pageOf(typicalReview);
    const addresses = elements.flatMap(({ attrs }) =>
      attrs.filter(({ name }) => /^(src|srcset|href|action|data|poster|background|formaction)$/.test(name)),
    );
    assert.deepEqual(
      addresses.filter(({ value }) => !value.startsWith('#') && value !== 'data:,'),
      [],
    );
  });

  it('has no handler and no style in an attribute, whatever the review holds', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        const page = await pageOf(reviewOf(text));
        const attributes = page.elements.flatMap(({ attrs }) => attrs.map(({ name }) => name));
        assert.deepEqual(
          attributes.filter((name) => /^on|^style$/.test(name)),
          [],
        );
      }),
      { numRuns: runCount(40) },
    );
  });

  it('has the same elements for a text as for letters of the same number of lines, and the text in its places', async () => {
    // A file of white space is none to show.
    const shownText = anyText.filter((text) => text.trim() !== '');
    await fc.assert(
      fc.asyncProperty(shownText, async (text) => {
        const page = await pageOf(reviewOf(text));
        const plain = await pageOf(reviewOf(text.replace(/[^\n]/gsu, 'x')));
        const folding = (element: string): boolean => !/^(details|summary)/.test(element);
        assert.deepEqual(shape(page).filter(folding), shape(plain).filter(folding));
        const carried = text.replace(/[\0\p{Cs}]/gu, '\ufffd');
        const title = page.elements.find(({ tagName }) => tagName === 'h1');
        assert.equal(title && textIn(title), carried);
        const files = page.elements.filter((element) => attribute(element, 'data-file') !== undefined);
        for (const file of files) assert.equal(textIn(file), carried);
      }),
      { numRuns: runCount(40) },
    );
  });
});
