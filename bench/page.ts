import { openBrowser, openPage } from '../tests/browser/support/browser.ts';
import buildPage from '../tests/browser/support/build-page.ts';
import { benchDatabase } from './shared/database.ts';
import { fillSession } from './shared/fill.ts';
import { startOwnServer } from './shared/own-server.ts';
import { pageFigures } from './shared/page-figures.ts';

// The contacts page in Chromium, on a real server with 100,000 contacts on SQLite: from opening it to the first row, from the last letter of a search to its
// answer, and the frames of a list that is scrolled. Medians of 20 tries. BENCH_ROWS and BENCH_TRIES set the sizes.

const rows = Number(process.env['BENCH_ROWS'] ?? 100_000);
const tries = Number(process.env['BENCH_TRIES'] ?? 20);
const owner = { username: 'bench', name: 'Bench', password: 'a long enough password' };

buildPage();
const database = await benchDatabase('sqlite');
await fillSession(database.storage, 'bench', rows);
const server = await startOwnServer(database.url);
const browser = await openBrowser();
try {
  const { context, page } = await openPage(browser, server.url);
  await signInTo(context.request);
  const figures = await pageFigures(page, tries);
  process.stdout.write(`${rows} contacts, median of ${tries} tries\n`);
  for (const { title, goal, value } of figures) {
    process.stdout.write(
      `${title.padEnd(52)}${value.toFixed(0).padStart(6)} ms${(goal ? `goal ${goal}` : '').padStart(12)}\n`,
    );
  }
} finally {
  await browser.close();
  await server.close();
  await database.drop();
}

/** Signs somebody in who was invited by the key; the browser keeps the cookie. */
async function signInTo(request: {
  post(path: string, options: object): Promise<{ ok(): boolean; text(): Promise<string> }>;
}) {
  const { headers } = server;
  const send = async (path: string, options: object) => {
    const answer = await request.post(path, options);
    const text = await answer.text();
    if (!answer.ok()) throw new Error(`${path}: ${text}`);
    return JSON.parse(text);
  };
  const { data } = await send('/api/invitations', { headers, data: { role: 'owner' } });
  await send('/api/invitations/accept', { data: { ...owner, token: data.token } });
}
