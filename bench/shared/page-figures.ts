import type { Page } from 'playwright-core';

/** One thing that somebody sees, in milliseconds; `goal` is what issue and limits ask for. */
export type PageFigure = { title: string; goal: number | null; value: number };

const firstRow = '[role="grid"] [role="row"][data-index="0"] [role="gridcell"] input';

/** Opens, searches and scrolls the contacts page so many times each. */
export async function pageFigures(page: Page, tries: number): Promise<PageFigure[]> {
  const cold: number[] = [];
  for (let nth = 0; nth < tries; nth += 1) cold.push(await untilFirstRow(page));
  const searches: number[] = [];
  for (let nth = 0; nth < tries; nth += 1) searches.push(await untilAnswer(page, wanted(nth)));
  await page.getByRole('searchbox').fill('');
  const frames = await scrollFrames(page, 300);
  return [
    { title: 'opening the page until its first row', goal: null, value: median(cold) },
    { title: 'search: last letter until its answer is on screen', goal: 300, value: median(searches) },
    { title: 'search: slowest', goal: null, value: Math.max(...searches) },
    { title: 'a frame while the list is scrolled: mean', goal: 50, value: mean(frames) },
    { title: 'a frame while the list is scrolled: 99th of 100', goal: null, value: quantile(frames, 0.99) },
  ];
}

/** The beginning of one contact’s name. */
function wanted(nth: number): string {
  return `Pelanggan ${10_000 + ((nth * 7919) % 80_000)}`;
}

async function untilFirstRow(page: Page): Promise<number> {
  const begin = performance.now();
  await page.goto('/contacts', { waitUntil: 'commit' });
  await page.locator(firstRow).waitFor();
  return performance.now() - begin;
}

/** Measured in the page itself, from the last key to the frame in which a row has what was looked for. */
async function untilAnswer(page: Page, text: string): Promise<number> {
  const box = page.getByRole('searchbox');
  await box.fill('');
  await box.pressSequentially(text.slice(0, -1));
  await page.evaluate(answerWatch(text));
  await box.press(text.slice(-1));
  return await page.evaluate<number>('answered');
}

/** What the page runs: it has the types of a browser, which this program has not. */
const answerWatch = (text: string) => `
  globalThis.answered = new Promise((resolve) => {
    addEventListener('keydown', () => {
      const begin = performance.now();
      const isShown = () =>
        [...document.querySelectorAll('[data-index]')].some((row) => row.textContent.includes(${JSON.stringify(text)})) &&
        !document.querySelector('[aria-busy="true"]');
      const look = () => (isShown() ? resolve(performance.now() - begin) : requestAnimationFrame(look));
      requestAnimationFrame(look);
    }, { capture: true, once: true });
  });
  undefined`;

/** Lengths of so many frames while the list moves 400 pixels in each. */
async function scrollFrames(page: Page, count: number): Promise<number[]> {
  await page.locator(firstRow).waitFor();
  return await page.evaluate<number[]>(scrolling(count));
}

const scrolling = (count: number) => `
  new Promise((resolve) => {
    const list = document.querySelector('[role="grid"]');
    const lengths = [];
    let before = performance.now();
    const step = () => {
      const now = performance.now();
      lengths.push(now - before);
      before = now;
      list.scrollBy(0, 400);
      if (lengths.length <= ${count}) requestAnimationFrame(step);
      else resolve(lengths.slice(1));
    };
    requestAnimationFrame(step);
  })`;

function median(values: number[]): number {
  return quantile(values, 0.5);
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function quantile(values: number[], at: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))] ?? 0;
}
