import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

let browser: Browser;
let folder: string;

/** The page, built anew, and a browser for it; both for the tests of a file. */
export function setUpSite(): void {
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'site-'));
    buildSite(folder);
    // Whoever tests as root has no sandbox, and the page is ours.
    browser = await chromium.launch({ executablePath: browserPath(), args: ['--no-sandbox'] });
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });
}

const browsers = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/google-chrome'];

/**
 * Debian's, or what GitHub's runners have. The first has the same engine without windows, and takes half the time. A
 * browser that is not there is a failure: a test that is left out proves nothing.
 */
function browserPath(): string {
  const found = browsers.find((file) => existsSync(file));
  if (found === undefined) {
    throw new Error('These tests need a browser. On Debian: apt-get install chromium-headless-shell');
  }
  return found;
}

function buildSite(into: string): void {
  // The sources run by themselves on the Node of the dependencies.
  execFileSync(path.join(root, 'node_modules/.bin/node'), [path.join(root, 'scripts/site.ts'), into]);
}

export function sitePath(): string {
  return path.join(folder, 'index.html');
}

/** Opens the page from the disk. It must ask for nothing, and nothing in it may fail. */
export async function visit(
  fragment = '',
  { mayFail = false, ...options }: BrowserContextOptions & { readonly mayFail?: boolean } = {},
): Promise<Page> {
  const context = await browser.newContext({ ...options, permissions: ['clipboard-read', 'clipboard-write'] });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const address = pathToFileURL(sitePath()).href;
  const requests: string[] = [];
  const failures: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(address) && !request.url().startsWith('data:')) requests.push(request.url());
  });
  page.on('pageerror', (error) => failures.push(error.message));
  page.on('console', (message) => failures.push(message.text()));
  await page.goto(`${address}${fragment}`);
  onTestFinished(async () => {
    await context.close();
    if (!mayFail) expect(failures).toEqual([]);
    expect(requests).toEqual([]);
  });
  return page;
}

/** Puts a text into a field as a paste does. */
export async function paste(page: Page, label: string, text: string): Promise<void> {
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  const field = page.getByLabel(label);
  await field.focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('ControlOrMeta+V');
}

/** What the page says now in the view that is open. */
export function answerIn(page: Page) {
  return page.locator('.answer:visible');
}

/** An unsigned token with these claims; anybody can see that it is none. */
export function fakeToken(claims: object): string {
  const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${encoded({ alg: 'none', typ: 'JWT' })}.${encoded(claims)}.not-a-signature`;
}
