import type { Page } from 'playwright-core';
import { beforeAll, test } from 'vitest';
import { expectAccessibleInAllLooks } from './support/accessible.ts';
import { grabAll } from './support/grabbed.ts';
import { openWhole, settled } from './support/in-page.ts';
import { prepareJourneys } from './support/journey.ts';
import { overlays } from './support/overlays.ts';

let page: Page;
let account = '';
const { openForAll } = prepareJourneys({
  world: { preset: 'tiny' },
  before: async (stack) => {
    [account = ''] = await grabAll(stack);
  },
});
beforeAll(async () => {
  page = await openForAll();
});

test.each(overlays)('axe finds nothing in $name, on a desktop and a phone, light and dark', async ({ path, open }) => {
  await openWhole(page, path.replace('{account}', account));
  await open(page);
  await page.locator('[role=dialog], [role=menu]').first().waitFor();
  await settled(page);
  await expectAccessibleInAllLooks(page, '[role=dialog], [role=menu]');
});
