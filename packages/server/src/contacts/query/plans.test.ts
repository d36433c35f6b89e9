import type { ContactListSort, ContactQuery } from '@grabber/contract';
import { CompiledQuery, type KyselyPlugin, sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Visible } from '../../auth/index.ts';
import { searchTextOf } from '../../core/index.ts';
import type { DialectName, Reading, Storage } from '../../storage/index.ts';
import { contactRow } from '../../storage/sample-rows.ts';
import { describeEachDialect } from '../../storage/testing.ts';
import { readFacets } from './facets.repo.ts';
import { countContactQuery, pageContactQuery } from './index.ts';
import { aGroup, anAccount } from './testing.ts';

/** Enough that every planner prefers an index where one helps. */
const people = 5000;

/** How each dialect tells that it reads the rows of the whole table, and that it sorts what it has read. */
const tells: Record<DialectName, { explain: string; wholeTable: RegExp; sorts: RegExp }> = {
  sqlite: { explain: 'explain query plan', wholeTable: /"SCAN contacts"/, sorts: /TEMP B-TREE/ },
  mysql: { explain: 'explain', wholeTable: /"table":"contacts","type":"ALL"/, sorts: /Using filesort/ },
  postgres: { explain: 'explain', wholeTable: /Seq Scan on contacts/, sorts: /Sort Key/ },
};

describeEachDialect('the plans of lists', (open, { dialect }) => {
  let storage: Storage;
  const sessions: string[] = [];

  beforeAll(async () => {
    storage = await open();
    for (const name of ['Toko', 'Rumah']) {
      const session = await anAccount(storage, name);
      const rows = Array.from({ length: people / 2 }, (_, index) => {
        const number = sessions.length * people + index;
        const name = `Pelanggan ${(number * 7919) % 100_003}`;
        const row = contactRow(session, number, { name, sort_name: name.toLowerCase() });
        return { ...row, search_text: searchTextOf([name, row.phone_number ?? null]) };
      });
      await storage.transaction((trx) => storage.bulk.insert(trx, 'contacts', rows));
      await aGroup(storage, session, 'Arisan', []);
      sessions.push(session);
    }
    await storage.analyze(['contacts', 'group_members', 'whatsapp_sessions']);
  }, 60_000);
  afterAll(() => storage?.close());

  /** PostgreSQL rightly reads a table whole that is as small as this one; that it need not is what is shown. */
  async function explained({ sql: question, parameters }: CompiledQuery): Promise<unknown[]> {
    const explain = CompiledQuery.raw(`${tells[dialect].explain} ${question}`, [...parameters]);
    if (dialect !== 'postgres') return (await storage.db.executeQuery(explain)).rows;
    return await storage.db.transaction().execute(async (trx) => {
      await sql`set local enable_seqscan = off`.execute(trx);
      return (await trx.executeQuery(explain)).rows;
    });
  }

  /** Every statement that is asked. */
  async function statementsOf(ask: (recording: Reading) => Promise<unknown>): Promise<CompiledQuery[]> {
    const asked: CompiledQuery[] = [];
    const recorder: KyselyPlugin = {
      transformQuery({ node, queryId }) {
        asked.push(storage.db.getExecutor().compileQuery(node, queryId));
        return node;
      },
      transformResult: async ({ result }) => result,
    };
    await ask({ dialect, db: storage.db.withPlugin(recorder) });
    return asked;
  }

  /** The plan of every statement that is asked, as one text each. */
  async function plansOf(ask: (recording: Reading) => Promise<unknown>): Promise<string[]> {
    const plans = [];
    for (const question of await statementsOf(ask))
      plans.push(`${question.sql}\n${JSON.stringify(await explained(question))}`);
    return plans;
  }

  async function twoPages(recording: Reading, query: ContactQuery, visible: Visible, sort: ContactListSort) {
    const first = await pageContactQuery(recording, query, visible, { limit: 50, sort });
    if (first.next_cursor)
      await pageContactQuery(recording, query, visible, { limit: 50, sort, cursor: first.next_cursor });
  }

  const visibles: [string, () => Visible][] = [
    ['all sessions', () => 'all'],
    ['one session', () => new Set(sessions.slice(0, 1))],
  ];
  const sorts: ContactListSort[] = ['name', '-name', 'phone', '-phone', 'updated', '-updated'];
  const lists = visibles.flatMap(([title, visible]) => sorts.map((sort) => [sort, title, visible] as const));

  test.each(lists.filter(([sort, title]) => title === 'all sessions' || sort.endsWith('name')))(
    'by %s over %s read no more than the page',
    async (sort, _, visible) => {
      const plans = await plansOf((recording) => twoPages(recording, {}, visible(), sort));
      const paged = plans.filter((plan) => / limit /.test(plan));
      expect(paged.length).toBeGreaterThan(1);
      for (const plan of paged) {
        expect(plan).not.toMatch(tells[dialect].sorts);
        expect(plan).not.toMatch(tells[dialect].wholeTable);
      }
    },
  );

  test.each(visibles)('a search for a rare word over %s reads rows of none but the found', async (_, visible) => {
    const plans = await plansOf((recording) => twoPages(recording, { q: 'pelanggan 77123' }, visible(), 'name'));
    for (const plan of plans) expect(plan).not.toMatch(tells[dialect].wholeTable);
    // PostgreSQL rightly prefers the index of a session that is this small
    const helped = {
      sqlite: /COVERING INDEX/,
      mysql: /contacts_search_index/,
      postgres: /Bitmap Index Scan on contacts_/,
    };
    expect(plans.join('\n')).toMatch(helped[dialect]);
  });

  test('a phone is looked for by what all its spellings end with before each of them', async () => {
    const statements = await statementsOf((recording) => twoPages(recording, { q: '0812 3377123' }, 'all', 'name'));
    const search = statements.find(({ sql }) => /search_(text|bytes)/.test(sql));
    const texts = (search?.parameters ?? []).filter((value) => typeof value === 'string');
    expect(texts.map((text) => text.replaceAll('%', ''))).toEqual([
      '3377123',
      '628123377123',
      '08123377123',
      '0812 3377123',
    ]);
  });

  test.skipIf(dialect === 'postgres').each(visibles)(
    'by country over %s an index is read alone',
    async (_, visible) => {
      const plans = await plansOf((recording) => twoPages(recording, {}, visible(), 'country'));
      const alone = { sqlite: /USING COVERING INDEX/, mysql: /"type":"(range|ref)".*Using index/, postgres: /./ };
      for (const plan of plans.filter((each) => / order by .country_code. .* limit /.test(each)))
        expect(plan).toMatch(alone[dialect]);
    },
  );

  test.skipIf(dialect === 'postgres').each(visibles)(
    'counts by kind over %s read an index alone',
    async (_, visible) => {
      const ask = [
        (recording: Reading) => readFacets(recording, {}, visible()),
        (recording: Reading) => countContactQuery(recording, {}, visible()),
      ];
      for (const each of ask) {
        const [plan = ''] = await plansOf(each);
        expect(plan).toMatch(/Using index|USING (COVERING )?INDEX contacts_/);
        expect(plan).not.toMatch(/TEMP B-TREE/);
      }
    },
  );
});
