import { failure } from '@grabber/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemCaller } from '../auth/index.ts';
import { describeDialect } from '../storage/testing.ts';
import { type RealHttp, realHttp } from './testing/real.ts';

type Guarded = { method: string; url: string; scope: string };

describeDialect('sqlite', 'every route of the application API', (open, database) => {
  let http: RealHttp;
  let keyForNothing = '';
  let guarded: Guarded[] = [];

  beforeAll(async () => {
    http = await realHttp(await open(), database.url());
    // A scope that no route of the API asks for by itself.
    const wish = { name: 'may create sessions', scopes: ['sessions:create'] as const };
    keyForNothing = (await http.keys.create({ ...wish, scopes: [...wish.scopes] }, systemCaller)).key;
    guarded = http.routes
      .flatMap(({ method, url, config }) =>
        [method].flat().map((one) => ({ method: one, url, scope: String(config?.scope) })),
      )
      .filter(({ url, scope }) => url.startsWith('/api/') && scope !== 'public')
      .filter(({ method }) => method !== 'HEAD' && method !== 'OPTIONS');
  });
  afterAll(() => http?.close());

  async function ask({ method, url }: Guarded, headers: Record<string, string>) {
    const address = url
      .replace(/:session_id/, 's1')
      .replace(/:\w+/g, '7')
      .replace('*', 'x');
    const answer = await http.app.inject({ method: method as 'GET', url: address, headers });
    return { status: answer.statusCode, ...failure.parse(answer.json()) };
  }

  test('refuses a caller without a key', async () => {
    expect(guarded.length).toBeGreaterThan(30);
    for (const route of guarded)
      expect({ route, ...(await ask(route, {})) }).toMatchObject({ route, status: 401, code: 'unauthorized' });
  });

  test('refuses a caller whose key is for something else', async () => {
    const scoped = guarded.filter(({ scope }) => scope !== 'anyone');
    for (const route of scoped)
      expect({ route, ...(await ask(route, { 'x-api-key': keyForNothing })) }).toMatchObject({
        route,
        status: 403,
        code: 'forbidden',
      });
  });
});
