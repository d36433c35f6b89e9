import type { ContactCondition, ContactListSort, ContactQuery } from '@grabber/contract';
import { countContactQuery, createContactQueries, pageContactQuery } from '../../packages/server/src/contacts/index.ts';
import { systemClock } from '../../packages/server/src/core/index.ts';
import type { Storage } from '../../packages/server/src/storage/index.ts';
import { databaseShare, noting } from './database-share.ts';
import { fillAccounts, largeSession, smallSession } from './fill-accounts.ts';

/** One thing that was measured: `goal` is its p50 in limits.md, `in_server` what of it the database's server took; in milliseconds. */
export type Figure = {
  title: string;
  goal: number | null;
  p50: number;
  p99: number;
  times: number;
  in_server: number | null;
};

type Wish = { title: string; goal?: number | null; run: (nth: number) => Promise<unknown> };

const limit = 50;
const large = new Set([largeSession]);
const bound = new Set([smallSession(1), smallSession(2), smallSession(3)]);

/** Fills the database and looks at it in every way. */
export async function queryFigures(storage: Storage, rows: number, seconds: number): Promise<Figure[]> {
  const begin = performance.now();
  await fillAccounts(storage, rows);
  const ms = performance.now() - begin;
  const figures = [
    {
      title: `filling, rows/s: ${Math.round((rows / ms) * 1000)}`,
      goal: null,
      p50: ms,
      p99: ms,
      times: 1,
      in_server: null,
    },
  ];
  return [...figures, ...(await lookAround(storage, seconds))];
}

/** Looks in every way at a database that is filled already. */
async function lookAround(storage: Storage, seconds: number): Promise<Figure[]> {
  const figures: Figure[] = [];
  const noted = noting(storage);
  const again = await wishes(noted.storage);
  for (const [index, wish] of (await wishes(storage)).entries()) {
    const measured = await measure(wish, seconds);
    noted.asked.length = 0;
    await again[index]?.run(1);
    figures.push({ ...measured, in_server: await databaseShare(storage, noted.asked) });
  }
  return figures;
}

async function wishes(storage: Storage): Promise<Wish[]> {
  const page = (query: ContactQuery, visible: 'all' | Set<string>, sort: ContactListSort = 'name', cursor?: string) =>
    pageContactQuery(storage, query, visible, { limit, sort, cursor });
  const where = (...all: ContactCondition[]): ContactQuery => ({ filter: { any: [{ all }] } });
  const deep = async (visible: 'all' | Set<string>, sort: ContactListSort) => {
    const places: (string | undefined)[] = [undefined];
    for (const start of ['pelanggan 3', 'pelanggan 5', 'pelanggan 9', 'siti']) {
      const value = sort === 'name' ? start : undefined;
      if (value) places.push(Buffer.from(JSON.stringify([sort, value, 0])).toString('base64url'));
    }
    return (nth: number) => page({}, visible, sort, places[nth % places.length]);
  };
  const rare = (nth: number) => `pelanggan ${(nth * 7919) % 90_000} `;
  const phone = (nth: number) => `0812 00${String((nth * 7919) % 900_000).padStart(6, '0')}`;
  const facets = (query: ContactQuery, visible: 'all' | Set<string>) =>
    createContactQueries({ storage, reading: storage, clock: systemClock }).facets(query, visible);
  const oneRow = (id: number) => storage.db.selectFrom('contacts').select('name').where('id', '=', id).execute();
  return [
    { title: 'baseline: one value of one row by its id', run: (nth) => oneRow(1 + ((nth * 7919) % 1_000_000)) },
    { title: 'list by name, any depth, one session', goal: 1, run: await deep(large, 'name') },
    { title: 'list by name, any depth, all sessions', goal: 1, run: await deep('all', 'name') },
    { title: 'list by name, three small sessions', run: () => page({}, bound) },
    { title: 'list by phone, all sessions', run: () => page({}, 'all', 'phone') },
    { title: 'list by last change, all sessions', run: () => page({}, 'all', '-updated') },
    { title: 'list by last change, one session', run: () => page({}, large, '-updated') },
    { title: 'list by country, all sessions', run: () => page({}, 'all', 'country') },
    { title: 'one row per person, all sessions', run: () => page({ unique: true }, 'all') },
    {
      title: 'filter: business, with chat; one session',
      run: () => page(where({ field: 'is_business', is: true }, { field: 'has_chat', is: true }), large),
    },
    { title: 'filter: country MY; all sessions', run: () => page(where({ field: 'country', in: ['MY'] }), 'all') },
    { title: 'search: rare name, session of 100,000', goal: 50, run: (nth) => page({ q: rare(nth) }, large) },
    { title: 'search: phone, session of 100,000', goal: 50, run: (nth) => page({ q: phone(nth) }, large) },
    { title: 'search: nothing found, session of 100,000', goal: 50, run: (nth) => page({ q: `tiada ${nth}` }, large) },
    { title: 'search: in every name, session of 100,000', goal: 50, run: () => page({ q: 'a' }, large) },
    { title: 'search: rare name, all', goal: 300, run: (nth) => page({ q: rare(nth) }, 'all') },
    { title: 'search: phone, all', goal: 300, run: (nth) => page({ q: phone(nth) }, 'all') },
    { title: 'search: nothing found, all', goal: 300, run: (nth) => page({ q: `tiada ${nth}` }, 'all') },
    { title: 'search: 2 %, at the end of the alphabet, all', goal: 300, run: () => page({ q: 'zulaikha' }, 'all') },
    { title: 'search: a fifth of the names, all', goal: 300, run: () => page({ q: 'santoso' }, 'all') },
    { title: 'search: the name of many groups, all', goal: 300, run: () => page({ q: 'arisan' }, 'all') },
    { title: 'search: in every name, all', goal: 300, run: () => page({ q: 'a' }, 'all') },
    { title: 'count, session of 100,000', run: () => countContactQuery(storage, {}, large) },
    { title: 'count, all', run: () => countContactQuery(storage, {}, 'all') },
    { title: 'count of a search, all', run: (nth) => countContactQuery(storage, { q: rare(nth) }, 'all') },
    {
      title: 'count of a filter, all',
      run: () => countContactQuery(storage, where({ field: 'has_chat', is: true }), 'all'),
    },
    { title: 'facets, session of 100,000', run: () => facets({}, large) },
    { title: 'facets, all', run: () => facets({}, 'all') },
  ];
}

async function measure({ title, goal = null, run }: Wish, seconds: number): Promise<Omit<Figure, 'in_server'>> {
  const most = 2000;
  const times: number[] = [];
  await run(0);
  const end = performance.now() + seconds * 1000;
  for (let nth = 1; times.length < 3 || (performance.now() < end && times.length < most); nth += 1) {
    const begin = performance.now();
    await run(nth);
    times.push(performance.now() - begin);
  }
  times.sort((a, b) => a - b);
  const at = (part: number) => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0;
  return { title, goal, p50: at(0.5), p99: at(0.99), times: times.length };
}
