import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject, onTestFinished } from 'vitest';
import { type Stack, startStack } from '../../support/stack.ts';
import { connectBrowser, type Looks, openPage } from './browser.ts';
import { makeOwner, owner, signIn } from './people.ts';

type Options = Parameters<typeof startStack>[0] & {
  /** No owner is made. */
  empty?: boolean;
  /** What happened before the journeys of this file. */
  before?: (stack: Stack) => Promise<unknown>;
};

/** One server on a simulator for the journeys of a file, with its owner. Each journey opens tabs of its own. */
export function prepareJourneys({ empty = false, before, ...options }: Options) {
  let stack: Stack;
  let browser: Browser;
  let problems: string[][] = [];
  beforeAll(async () => {
    [stack, browser] = await Promise.all([startStack(options), connectBrowser(inject('browser'))]);
    if (!empty) await makeOwner(stack);
    await before?.(stack);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await stack?.close();
  });
  afterEach(() => {
    const found = problems.flat();
    problems = [];
    expect(found).toEqual([]);
  });

  async function openTab(looks: Looks) {
    const opened = await openPage(browser, stack.url(), looks);
    problems.push(opened.problems);
    return opened;
  }

  /** A tab in which nobody is signed in. A picture of it is kept when the journey fails. */
  async function openSignedOut(looks: Looks = {}) {
    const opened = await openTab(looks);
    onTestFinished(async ({ task }) => {
      if (task.result?.state === 'fail') await keepPicture(opened.page, task.name);
      await opened.context.close();
    });
    return opened;
  }

  return {
    stack: () => stack,
    openSignedOut,
    /** A tab in which this person (or the owner) is signed in, at this address. */
    async open(path: string, looks: Looks = {}, person = owner) {
      const { context, page } = await openSignedOut(looks);
      await signIn(context, stack, person);
      await page.goto(path);
      return page;
    },
    /** A tab of the owner for all journeys of the file. */
    async openForAll() {
      const { context, page } = await openTab({});
      await signIn(context, stack);
      return page;
    },
  };
}

function keepPicture(page: Page, name: string): Promise<unknown> {
  const path = join(tmpdir(), `failed-${name.replace(/\W+/g, '-').slice(0, 60)}.png`);
  return page.screenshot({ path }).catch(() => undefined);
}
