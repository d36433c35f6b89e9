import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Stack, startStack } from '../support/stack.ts';
import { expectAccessible } from './support/accessible.ts';
import { openBrowser, openPage } from './support/browser.ts';
import { grabAll } from './support/grabbed.ts';
import { pages } from './support/pages.ts';
import { makeOwner, signIn } from './support/people.ts';

let stack: Stack;
let browser: Browser;
let account = '';
beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack({ world: { preset: 'tiny' } }), openBrowser()]);
  await makeOwner(stack);
  [account = ''] = await grabAll(stack);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await stack?.close();
});

const looks = [
  { theme: 'light', size: 'desktop' },
  { theme: 'dark', size: 'phone' },
  { theme: 'dark', size: 'desktop' },
] as const;

test.each(looks)(
  'axe finds nothing on any page: $theme, $size',
  async (look) => {
    const { context, page, problems } = await openPage(browser, stack.url(), look);
    await signIn(context, stack);
    for (const { path } of pages) {
      await page.goto(path.replace('{account}', account));
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle', { timeout: 500 }).catch(() => undefined);
      await expectAccessible(page);
    }
    expect(problems).toEqual([]);
    await context.close();
  },
  240_000,
);
