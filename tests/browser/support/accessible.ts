import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { sizes } from './browser.ts';
import { isWide, setTheme } from './in-page.ts';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Fails with what axe finds on the page as it stands. */
export async function expectAccessible(page: Page): Promise<void> {
  expect.soft(await findings(page, rules), page.url()).toEqual([]);
}

/**
 * The same in all four looks, desktop and phone, light and dark, of the page or of a part. What is no colour is the same in both
 * themes. On no screen is the page wider than it.
 */
export async function expectAccessibleInAllLooks(page: Page, part?: string): Promise<void> {
  for (const size of ['desktop', 'phone'] as const) {
    await page.setViewportSize(sizes[size]);
    // Charts take a moment to draw themselves anew.
    await expect.poll(() => isWide(page), { message: `${page.url()} is wider than a ${size}` }).toBe(false);
    for (const theme of ['light', 'dark'] as const) {
      await setTheme(page, theme);
      const found = await findings(page, theme === 'light' ? rules : ['color-contrast'], part);
      expect.soft(found, `${page.url()} ${size} ${theme}`).toEqual([]);
    }
  }
}

async function findings(page: Page, runOnly: string[], part?: string): Promise<string[]> {
  if (!(await page.evaluate<boolean>("'axe' in globalThis"))) await page.evaluate(axe.source);
  const wanted = JSON.stringify({ runOnly, resultTypes: ['violations'] });
  const within = part ? JSON.stringify(part) : 'document';
  const { violations } = await page.evaluate<axe.AxeResults>(`axe.run(${within}, ${wanted})`);
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`).join(' | ')}`,
  );
}
