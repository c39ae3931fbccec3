// https://github.com/dequelabs/axe-core/blob/develop/doc/API.md
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { setUpSite, visit } from './browser.ts';

setUpSite();

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

declare const window: { readonly axe: { run(): Promise<AxeResults> } };

/** What axe finds, a line each. It is run by the debugger: the page lets nobody add a script. */
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  const { violations: found } = await page.evaluate(() => window.axe.run());
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary = '' }) => `${id}: ${html} ${failureSummary}`),
  );
}

const states: readonly (readonly [string, string, (page: Page) => Promise<unknown>])[] = [
  ['a refusal', '#why', (page) => page.getByRole('heading', { name: 'Refused' }).waitFor()],
  ['an accepted job', '#why', (page) => page.getByRole('button', { name: 'Try it here' }).click()],
  ['nothing', '#why', (page) => page.getByRole('button', { name: 'Clear all' }).click()],
  ['what else is known', '#why', (page) => page.getByText('Provider, address and time').click()],
  [
    'what is not JSON',
    '#why',
    async (page) => {
      await page.getByLabel('Trust policy of the role').fill('{ "a": }');
      await page.locator('.fault pre').waitFor();
    },
  ],
  [
    'findings',
    '#lint',
    async (page) => {
      await page
        .getByLabel('Trust policy', { exact: true })
        .fill('{ "Statement": { "Effect": "Allow", "Principal": "*", "Action": "*" } }');
      await page.locator('#view-lint .cause').first().waitFor();
    },
  ],
  ['a form', '#make', (page) => page.getByText('Another issuer, audience or subject').click()],
  [
    'a role',
    '#make',
    async (page) => {
      await page.getByLabel('Repository', { exact: true }).fill('acme/app');
      await page.getByLabel('Branch').fill('main');
      await page.locator('#make-answer pre').waitFor();
    },
  ],
  ['examples', '#examples', (page) => page.locator('.cases').waitFor()],
];

describe.each(['light', 'dark'] as const)('axe finds nothing (%s)', (colorScheme) => {
  it.each(states)('in %s', async (_what, fragment, reach) => {
    const page = await visit(fragment, { colorScheme, reducedMotion: 'reduce' });
    await reach(page);
    expect(await violations(page)).toEqual([]);
  });

  it('on a phone', async () => {
    const page = await visit('', { colorScheme, reducedMotion: 'reduce', viewport: { width: 390, height: 844 } });
    expect(await violations(page)).toEqual([]);
  });
});
