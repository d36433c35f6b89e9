import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { buildHttp } from '../index.ts';
import { httpOnSqlite } from '../testing/on-sqlite.ts';

const http = await httpOnSqlite();
let folder = '';
let app: FastifyInstance;
const call = async (options: InjectOptions) => app.inject(options);
const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'grabber-page-'));
  app = buildHttp({ ...http.deps, config: { ...http.deps.config, pageFolder: folder } });
});
afterEach(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});
afterAll(http.close);

async function build(): Promise<void> {
  await writeFile(join(folder, 'index.html'), '<script nonce="{{style-nonce}}"></script>');
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'assets', 'index-1a2b.js'), 'let page;');
}

test('a browser gets the page at every address that is not the API’s', async () => {
  await build();
  for (const url of ['/', '/accounts/7?tab=grabs', '/sign-in']) {
    const answer = await call({ url, headers: browser });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toContain('text/html');
    expect(answer.headers['cache-control']).toBe('no-store');
  }
  for (const url of ['/api/nothing', '/sessions/7/nothing', '/assets/nothing.js']) {
    expect((await call({ url, headers: browser })).json().code).toMatch(/not_found|unauthorized/);
  }
});

test('programs go on getting JSON', async () => {
  await build();
  expect((await call({ url: '/', headers: { accept: '*/*' } })).json().success).toBe(true);
  expect((await call({ url: '/accounts' })).json().code).toBe('not_found');
  expect((await call({ method: 'POST', url: '/accounts', headers: browser })).json().code).toBe('not_found');
});

test('the policy lets in nothing from elsewhere, and styles by a nonce that is new each time', async () => {
  await build();
  const [one, two] = [await call({ url: '/', headers: browser }), await call({ url: '/', headers: browser })];
  const policy = String(one.headers['content-security-policy']);
  const [, nonce = ''] = /'nonce-([^']+)'/.exec(policy) ?? [];
  expect(policy).toContain("script-src 'self';");
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
  expect(one.body).toBe(`<script nonce="${nonce}"></script>`);
  expect(two.body).not.toBe(one.body);
});

test('files with a hash in their name are kept for good', async () => {
  await build();
  const answer = await call({ url: '/assets/index-1a2b.js' });
  expect(answer.body).toBe('let page;');
  expect(answer.headers['cache-control']).toContain('immutable');
  expect((await call({ url: '/assets/..%2findex.html' })).statusCode).not.toBe(200);
});

test('says how to build the page where it is missing', async () => {
  const answer = await call({ url: '/', headers: browser });
  expect(answer.body).toContain('npm run build');
});
