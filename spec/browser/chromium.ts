/** The Chromium of this machine, driven by playwright-core, which brings none of its own. */
import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** Quiet on the network: what is requested is then the page's own doing. */
const flags = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  ...['--disable-component-update', '--disable-sync'],
];

/** Undefined where there is none: CHROMIUM names it, Debian's package puts it in /usr/bin. */
export const chromiumPath = [process.env['CHROMIUM'], '/usr/bin/chromium'].find((path) => path && existsSync(path));

/** Starts it without a window, with a profile of its own. */
export function startChromium(): Promise<Browser> {
  if (chromiumPath === undefined) throw new Error('there is no Chromium');
  return chromium.launch({ executablePath: chromiumPath, args: flags });
}

/** A page that was opened, with everything that it said and asked for. */
export interface OpenedPage {
  readonly page: Page;
  /** What the console and the page's errors say. */
  readonly said: readonly string[];
  /** Every request but that for the file itself. */
  readonly requests: readonly string[];
}

/** Opens a file, at the anchor where one is given. */
export async function openPage(
  browser: Browser,
  file: string,
  options: BrowserContextOptions,
  anchor: string,
): Promise<OpenedPage> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  const said: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(error.message));
  const address = `file://${file}`;
  page.on('request', (request) => {
    if (request.url() !== address) requests.push(request.url());
  });
  await page.goto(`${address}${anchor}`);
  return { page, said, requests };
}
