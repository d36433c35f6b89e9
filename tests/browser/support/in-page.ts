import type { Page } from 'playwright-core';
import { sizes } from './browser.ts';

// What runs in the page is written as text: this project knows no types of browsers.

/** Waits until nothing on the page stands for something that is still on the way. */
export async function settled(page: Page): Promise<void> {
  await page.locator('.mantine-Skeleton-root, .mantine-Loader-root').first().waitFor({ state: 'detached' });
}

/** Opens an address as a desktop has it, whole. */
export async function openWhole(page: Page, path: string): Promise<void> {
  await page.setViewportSize(sizes.desktop);
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await settled(page);
}

/** Whether the page has to be scrolled sideways. */
export function isWide(page: Page): Promise<boolean> {
  return page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth');
}

/** Switches light and dark, as another tab would do it. */
export async function setTheme(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.evaluate(`{
    const told = { key: 'mantine-color-scheme-value', newValue: '${theme}', storageArea: localStorage };
    localStorage.setItem(told.key, told.newValue);
    dispatchEvent(new StorageEvent('storage', told));
  }`);
  await page.locator(`html[data-mantine-color-scheme=${theme}]`).waitFor();
  // Colours that are still on their way to the others are nobody's look.
  await page.evaluate(`Promise.allSettled(
    document.getAnimations()
      .filter(({ effect }) => effect.getTiming().iterations !== Infinity)
      .map(({ finished }) => finished),
  ).then(() => undefined)`);
}

/** What has the focus, for the words of a failure. */
export function focused(page: Page): Promise<string> {
  return page.evaluate<string>('document.activeElement?.outerHTML.slice(0, 80) ?? ""');
}
