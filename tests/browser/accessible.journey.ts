import type { Page } from 'playwright-core';
import { beforeAll, test } from 'vitest';
import { expectAccessibleInAllLooks } from './support/accessible.ts';
import { grabAll } from './support/grabbed.ts';
import { openWhole } from './support/in-page.ts';
import { prepareJourneys } from './support/journey.ts';
import { pages } from './support/pages.ts';

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

test.each(pages)('axe finds nothing on the page $name, on a desktop and a phone, light and dark', async ({ path }) => {
  await openWhole(page, path.replace('{account}', account));
  await expectAccessibleInAllLooks(page);
});
