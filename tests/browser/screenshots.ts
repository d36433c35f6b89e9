import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { startStack } from '../support/stack.ts';
import { type Looks, openBrowser, openPage } from './support/browser.ts';
import buildPage from './support/build-page.ts';
import { grabAll } from './support/grabbed.ts';
import { openings, pages } from './support/pages.ts';
import { makeOwner, signIn } from './support/people.ts';

/** Pictures of every page (`--only contacts,groups` of some) in each size, theme and language, into `screenshots/`. `--quick`: two looks only. */
const { values } = parseArgs({ options: { only: { type: 'string' }, quick: { type: 'boolean', default: false } } });
const folder = join(import.meta.dirname, '..', '..', 'screenshots');
const all: Looks[] = (['desktop', 'phone'] as const).flatMap((size) =>
  (['light', 'dark'] as const).flatMap((theme) =>
    (['id', 'en'] as const).map((language) => ({ size, theme, language })),
  ),
);
const quick: Looks[] = [
  { size: 'desktop', theme: 'light', language: 'id' },
  { size: 'phone', theme: 'dark', language: 'en' },
];

buildPage();
await mkdir(folder, { recursive: true });
const stack = await startStack({ world: { preset: 'demo' } });
const browser = await openBrowser();
try {
  await makeOwner(stack);
  const [account = ''] = await grabAll(stack);
  const wanted = values.only?.split(',');
  for (const looks of values.quick ? quick : all) {
    const { context, page } = await openPage(browser, stack.url(), looks);
    await signIn(context, stack);
    const shots = [...pages.map((one) => ({ ...one, press: null })), ...openings];
    for (const { name, path, press } of shots.filter((one) => wanted?.includes(one.name) ?? true)) {
      await page.goto(path.replace('{account}', account));
      await page.getByRole('heading', { level: 1 }).waitFor();
      await settled(page);
      if (press) await pressed(page, press);
      const file = `${name}-${looks.size}-${looks.theme}-${looks.language}.png`;
      await page.screenshot({ path: join(folder, file), fullPage: looks.size === 'phone' && !press });
    }
    await context.close();
  }
  process.stdout.write(`pictures are in ${folder}\n`);
} finally {
  await browser.close();
  await stack.close();
}

/** Opens what a button or link opens; what is not there (done before, or for other sizes) is left. */
async function pressed(page: Page, name: RegExp): Promise<void> {
  const main = page.getByRole('main');
  const opener = main.getByRole('button', { name }).or(main.getByRole('link', { name })).first();
  await opener.click({ timeout: 3000 }).catch(() => undefined);
  await page
    .getByRole('dialog')
    .waitFor({ timeout: 1500 })
    .catch(() => undefined);
  await settled(page);
}

async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle', { timeout: 3000 }).catch(() => undefined);
}
