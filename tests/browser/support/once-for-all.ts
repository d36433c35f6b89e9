import type { TestProject } from 'vitest/node';
import { serveBrowser } from './browser.ts';
import buildPage from './build-page.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the browser of all files listens. */
    browser: string;
  }
}

/** Builds the page as it is now, and starts one browser for all files. */
export default async function onceForAll({ provide }: TestProject): Promise<() => Promise<void>> {
  buildPage();
  const browser = await serveBrowser();
  provide('browser', browser.wsEndpoint());
  return () => browser.close();
}
