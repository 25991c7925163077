/** What the specs ask of a page from within it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Numbers everything that the keyboard must reach, and gives its names. */
export function markFocusable(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('a[href], button, input, summary, [tabindex="0"]')]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }))
      .map((element, index) => {
        const name = `${index} ${element.localName} ${element.textContent?.trim().slice(0, 40)}`;
        (element as HTMLElement).dataset['focusable'] = name;
        return name;
      }),
  );
}

/** What has the focus, and how it shows it. */
export function focused(page: Page): Promise<{ name: string; id: string; outline: string } | undefined> {
  return page.evaluate(() => {
    const here = document.activeElement;
    if (!(here instanceof HTMLElement) || here === document.body) return undefined;
    return { name: here.dataset['focusable'] ?? '', id: here.id, outline: getComputedStyle(here).outlineStyle };
  });
}

/** What axe-core finds against WCAG 2.2 AA, with everything unfolded, as lines that say where. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
  await page.evaluate(axe);
  const found = await page.evaluate<AxeResults>(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })`,
  );
  assert.ok(
    found.passes.some(({ id }) => id === 'color-contrast'),
    'contrast was looked at',
  );
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary}`),
  );
}
