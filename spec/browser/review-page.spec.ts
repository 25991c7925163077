/** The page of a review in a real browser: it says nothing to the console, asks for nothing, and everyone can use it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { reviewPage } from '../../src/gen-manifest/render/review/page.js';
import { temporaryFiles } from '../support/temporary-files.js';
import { chromiumPath, openPage, startChromium } from './chromium.js';
import { focused, markFocusable, violations } from './in-page.js';
import { emptyReview, hugeReview, reviewOf, typicalReview } from '../support/reviews.js';

const desktop = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
const hostile = '</script><img src=x onerror=alert(1)>\u202e"\'`{{x}} a very long text that has no end'.repeat(3);

describe(`the page of a review in Chromium${chromiumPath === undefined ? ' (left out: there is none on this machine)' : ''}`, function () {
  const files = temporaryFiles();
  let browser: Browser;
  let html: string;
  before(async function () {
    if (chromiumPath === undefined) this.skip();
    browser = await startChromium();
    html = await reviewPage(typicalReview);
  });
  after(async () => browser?.close());

  /** Opens a page, does something with it, and makes sure that it said nothing and asked for nothing. */
  async function inPage(
    options: BrowserContextOptions,
    work: (page: Page) => Promise<void>,
    text = html,
    anchor = '',
  ): Promise<void> {
    const { page, said, requests } = await openPage(browser, files.write('review.html', text), options, anchor);
    await work(page);
    assert.deepEqual({ said, requests }, { said: [], requests: [] });
    await page.context().close();
  }

  const shown = (page: Page, selector: string): Promise<number> =>
    page.locator(selector).filter({ visible: true }).count();
  const search = async (page: Page, text: string): Promise<string> => {
    await page.locator('#query').fill(text);
    return (await page.locator('#found').textContent()) ?? '';
  };

  describe('search', () => {
    it('finds a property, and says how many of what it found', () =>
      inPage({}, async (page) => {
        assert.equal(await search(page, 'maximum_app_disk'), '1 match: 1 change');
        assert.equal(await shown(page, '.change'), 1);
        assert.equal(await search(page, 'docker-registry TLS'), '5 matches: 4 connections, 1 file');
        assert.equal(await search(page, 'no such thing'), 'Nothing matches “no such thing”.');
        assert.equal(await shown(page, 'main > section'), 0);
        await page.locator('#query').press('Escape');
        assert.equal(await shown(page, '.change'), 13);
        assert.equal(await page.locator('#found').textContent(), '');
      }));

    it('finds files by their job, and those that rendered to nothing', async () => {
      const files = [
        { path: 'config/registry.yml', text: 'formatter: json' },
        { path: 'config/token/jwks.json', text: '' },
      ];
      const job = { group: 'docker-registry', job: 'docker-registry', problems: [], files };
      const page = await reviewPage({ ...emptyReview, jobs: [job, { ...job, job: 'smoke-tests' }] });
      await inPage(
        {},
        async (opened) => {
          assert.equal(await search(opened, 'smoke-tests formatter'), '1 match: 1 file');
          assert.equal(await search(opened, 'jwks'), '2 matches: 2 lists');
        },
        page,
      );
    });

    it('opens what is folded, and folds it again', () =>
      inPage({}, async (page) => {
        assert.equal(await shown(page, '.long pre'), 0);
        assert.equal(await search(page, 'MIIDETCC'), '1 match: 1 change');
        assert.equal(await shown(page, '.long pre'), 1);
        await search(page, '');
        assert.equal(await shown(page, '.long pre'), 0);
      }));

    it('leaves out the changes of a kind, and groups without others', () =>
      inPage({}, async (page) => {
        const added = page.getByRole('button', { name: 'added 7' });
        await added.click();
        assert.equal(await shown(page, '.change'), 6);
        assert.equal(await shown(page, '.group'), 3);
        assert.equal(await shown(page, 'main > section'), 7);
        assert.equal(await search(page, 'recreated'), '3 matches: 3 changes');
        await search(page, '');
        await added.click();
        assert.equal(await shown(page, '.change'), 13);
      }));

    it('goes from match to match by Enter', () =>
      inPage({}, async (page) => {
        await search(page, 'registry');
        const places: string[] = [];
        for (const key of ['Enter', 'Enter', 'Shift+Enter', 'Shift+Enter']) {
          await page.locator('#query').press(key);
          places.push((await page.locator('#found').textContent())?.replace(/ of .*/, '') ?? '');
        }
        const all = (await page.locator('#found').textContent())?.match(/of (\d+)/)?.[1];
        assert.deepEqual(places, ['1', '2', '1', all]);
        assert.equal(await page.locator('.here').count(), 1);
      }));

    it('is quick with 5,000 changes', async () => {
      await inPage(
        {},
        async (page) => {
          await search(page, 'name');
          const took = await page.evaluate(() => {
            const query = document.getElementById('query') as HTMLInputElement;
            query.value = 'group-7 name_42';
            const start = performance.now();
            query.dispatchEvent(new Event('input'));
            return performance.now() - start;
          });
          assert.equal(await page.locator('#found').textContent(), '1 match: 1 change');
          assert.ok(took < 2000, `${took} ms`);
        },
        await reviewPage(hugeReview(5000)),
      );
    });
  });

  describe('keyboard', () => {
    for (const [name, viewport] of Object.entries({ desktop, phone })) {
      it(`reaches everything by Tab, and shows where it is: ${name}`, () =>
        inPage({ viewport }, async (page) => {
          const all = await markFocusable(page);
          const reached: string[] = [];
          for (let steps = 0; steps < all.length + 5; steps++) {
            await page.keyboard.press('Tab');
            const here = await focused(page);
            if (here === undefined || reached.includes(here.name)) break;
            assert.notEqual(here.outline, 'none', `${here.name} shows the focus`);
            reached.push(here.name);
          }
          assert.equal(reached[0], '0 a Skip to the review');
          assert.deepEqual(
            all.filter((each) => !reached.includes(each)),
            [],
          );
        }));
    }

    it('has shortcuts, which can be turned off', () =>
      inPage({}, async (page) => {
        await page.keyboard.press('/');
        assert.equal((await focused(page))?.id, 'query');
        await page.keyboard.press('Escape');
        await page.locator('#query').blur();
        await page.keyboard.press('n');
        await page.keyboard.press('n');
        const change = page.locator('.change').nth(1);
        assert.equal(await change.locator(':focus').count(), 1);
        await page.keyboard.press('?');
        assert.equal(await shown(page, 'dialog'), 1);
        await page.locator('#single-keys').uncheck();
        await page.keyboard.press('Escape');
        await page.keyboard.press('/');
        assert.notEqual((await focused(page))?.id, 'query');
      }));

    it('folds and unfolds all groups', () =>
      inPage({}, async (page) => {
        await page.keyboard.press('f');
        assert.equal(await shown(page, '.change'), 0);
        await page.getByRole('button', { name: 'Unfold all groups' }).click();
        assert.equal(await shown(page, '.change'), 13);
      }));
  });

  describe('accessibility', () => {
    for (const [size, viewport] of Object.entries({ desktop, phone })) {
      for (const colorScheme of ['light', 'dark'] as const) {
        it(`meets WCAG 2.2 AA by axe-core, contrast included: ${size}, ${colorScheme}`, async () => {
          for (const text of [html, await reviewPage(emptyReview), await reviewPage(reviewOf(hostile))]) {
            await inPage({ viewport, colorScheme }, async (page) => assert.deepEqual(await violations(page), []), text);
          }
        });
      }
    }

    it('is no wider than a phone of 320 px, whatever the texts are', async () => {
      for (const text of [html, await reviewPage(reviewOf(hostile)), await reviewPage(emptyReview)]) {
        await inPage(
          { viewport: { width: 320, height: 700 } },
          async (page) => assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320),
          text,
        );
      }
    });
  });

  it('runs nothing that a review holds', async () =>
    inPage(
      {},
      async (page) => assert.equal(await page.locator('img').count(), 0),
      await reviewPage(reviewOf(hostile)),
    ));

  it('opens the group of a change that an address names', async () =>
    inPage(
      {},
      async (page) => {
        assert.equal(await page.locator('.group[open]').count(), 1);
        const change = page.locator('[id="change-group-7-job-3-section.part6.name_13"]');
        assert.ok(await change.isVisible());
        const top = await change.evaluate((element) => element.getBoundingClientRect().top);
        assert.ok(top >= 0 && top < 800, `${top}`);
      },
      await reviewPage(hugeReview(2000)),
      '#change-group-7-job-3-section.part6.name_13',
    ));

  it('copies and saves a document to the letter', () =>
    inPage({}, async (page) => {
      await page.evaluate(() => {
        navigator.clipboard.writeText = (text) => {
          document.body.dataset['copied'] = text;
          return Promise.resolve();
        };
      });
      const [artifact] = typicalReview.artifacts;
      const shownArtifact = page.locator('.artifact').first();
      await shownArtifact.getByRole('button', { name: 'Copy the command' }).click();
      assert.equal(await page.locator('body').getAttribute('data-copied'), artifact?.command);
      await shownArtifact.locator('summary').click();
      await shownArtifact.getByRole('button', { name: 'Copy docker-registry.yml' }).click();
      assert.equal(await page.locator('body').getAttribute('data-copied'), artifact?.text);
      const saving = page.waitForEvent('download');
      await shownArtifact.getByRole('button', { name: 'Save docker-registry.yml' }).click();
      const download = await saving;
      assert.equal(download.suggestedFilename(), 'docker-registry.yml');
      assert.equal(readFileSync(await download.path(), 'utf8'), artifact?.text);
    }));

  it('has everything without JavaScript', () =>
    inPage({ javaScriptEnabled: false }, async (page) => {
      assert.equal(await shown(page, '.change'), 13);
      assert.equal(await shown(page, '.finding'), 2);
      assert.equal(await shown(page, 'button, input'), 0);
      await page.locator('.file > summary').first().click();
      assert.equal(await shown(page, '.file pre'), 1);
    }));

  it('is whole on paper: nothing folded, nothing that only works on a screen', () =>
    inPage({ colorScheme: 'dark' }, async (page) => {
      await page.emulateMedia({ media: 'print' });
      const count = typicalReview.jobs.flatMap((job) => job.files).length + typicalReview.artifacts.length;
      assert.equal(await shown(page, '.file pre'), count);
      assert.equal(await shown(page, '.long pre'), 1);
      assert.equal(await shown(page, 'nav, button, input'), 0);
      const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      assert.equal(ground, 'rgb(255, 255, 255)');
      const folded = await page.locator('details:not([open])').count();
      assert.ok((await page.pdf()).length > 20_000);
      assert.equal(await page.locator('details:not([open])').count(), folded, 'behind it, what was folded is folded');
    }));
});
