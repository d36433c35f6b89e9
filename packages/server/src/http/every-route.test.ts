import { engineFailure, failure, type Scope } from '@grabber/contract';
import { afterAll, describe, expect, test } from 'vitest';
import { httpOnSqlite } from './testing/on-sqlite.ts';

type Route = { method: string; url: string; scope: string };

const http = await httpOnSqlite();
afterAll(http.close);
const routes: Route[] = http.routes
  .flatMap(({ method, url, config }) => [method].flat().map((one) => ({ method: one, url, scope: `${config?.scope}` })))
  .filter(({ method }) => method !== 'HEAD' && method !== 'OPTIONS');
const guarded = routes.filter(({ url, scope }) => /^\/(api|sessions)(\/|$)/.test(url) && scope !== 'public');
const scoped = guarded.filter(({ scope }) => scope !== 'anyone');

const addressOf = (url: string) =>
  url
    .replace(/:session_?id/i, 's1')
    .replace(/:\w+/g, '7')
    .replace('*', 'x');

async function ask({ method, url }: Route, headers: Record<string, string>) {
  return await http.call({ method: method as 'GET', url: addressOf(url), headers });
}

/** Status and code of a failure, in the contract that the route belongs to. */
async function failureOf(route: Route, headers: Record<string, string>) {
  const answer = await ask(route, headers);
  const contract = route.url.startsWith('/sessions') ? engineFailure : failure;
  return { route, status: answer.statusCode, code: contract.strict().parse(answer.json()).code };
}

describe('every route of both contracts', () => {
  test('refuses a caller without a key', async () => {
    expect(guarded.length).toBeGreaterThan(100);
    for (const route of guarded)
      expect(await failureOf(route, {})).toEqual({ route, status: 401, code: 'unauthorized' });
  });

  test('refuses a caller whose key is for something else', async () => {
    // A scope that no route asks for by itself.
    const headers = await http.headersFor('sessions:create');
    for (const route of scoped)
      expect(await failureOf(route, headers)).toEqual({ route, status: 403, code: 'forbidden' });
  });

  test('lets in a caller whose key is for this and nothing else', async () => {
    const keys = new Map<string, Record<string, string>>();
    for (const { scope } of scoped) if (!keys.has(scope)) keys.set(scope, await http.headersFor(scope as Scope));
    for (const route of scoped) {
      const { statusCode } = await ask(route, keys.get(route.scope) ?? {});
      expect({ route, refused: statusCode === 401 || statusCode === 403 }).toEqual({ route, refused: false });
    }
  });

  test('answers in its contract, and tells nothing of the database, when its tables are away', async () => {
    const headers = await http.headersFor('admin');
    const { db } = http.storage;
    const tables = (await db.introspection.getTables()).filter(({ name }) => !/^api_key|^sqlite_/.test(name));
    for (const { name } of tables) await db.schema.alterTable(name).renameTo(`away_${name}`).execute();
    let failed = 0;
    for (const route of scoped) {
      const answer = await ask(route, headers);
      expect(answer.body).not.toMatch(/sqlite|no such table|select |\.ts:|stack/i);
      if (answer.statusCode !== 500) continue;
      failed += 1;
      expect(await failureOf(route, headers)).toEqual({ route, status: 500, code: 'internal' });
    }
    for (const { name } of tables) await db.schema.alterTable(`away_${name}`).renameTo(name).execute();
    expect(failed).toBeGreaterThan(50);
  });
});
