import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { bestName } from '../../contacts/index.ts';
import type { EngineBatch, EnginePerson } from '../../engine/index.ts';
import { loadMemberships } from '../../groups/index.ts';
import type { Storage } from '../../storage/index.ts';
import { describeEachDialect } from '../../storage/testing.ts';
import { end, group, groups, member, people, person } from '../testing/facts.ts';
import { grab, rowsOf } from '../testing/grab.ts';

/** What one item tells about one of a few people: by which ids, and what. */
type Fact = {
  who: number;
  by: 'pn' | 'lid' | 'both';
  in_address_book: boolean;
  has_chat: boolean;
  names: { saved_name: boolean; push_name: boolean; chat_name: boolean; verified_name: boolean };
  group: number | null;
};

type Expected = {
  ids: string;
  name: string | null;
  names: string;
  in_address_book: boolean;
  has_chat: boolean;
  groups: string;
};

const fact: fc.Arbitrary<Fact> = fc.record({
  who: fc.integer({ min: 0, max: 4 }),
  by: fc.constantFrom('pn', 'lid', 'both'),
  in_address_book: fc.boolean(),
  has_chat: fc.boolean(),
  names: fc.record({
    saved_name: fc.boolean(),
    push_name: fc.boolean(),
    chat_name: fc.boolean(),
    verified_name: fc.boolean(),
  }),
  group: fc.option(fc.integer({ min: 1, max: 2 }), { freq: 2 }),
});

/** Facts in any order, cut into pages and grabs anywhere; mere hearsay is forgotten between grabs, so it stands in single ones only. */
const story = fc
  .tuple(
    fc.array(fact, { minLength: 1, maxLength: 25 }),
    fc.array(fc.nat({ max: 24 }), { maxLength: 3 }),
    fc.integer({ min: 1, max: 7 }),
  )
  .map(([facts, cuts, pageSize]) => {
    const told =
      cuts.length === 0 ? facts : facts.filter((each) => each.in_address_book || each.has_chat || each.group !== null);
    const edges = [0, ...cuts.sort((a, b) => a - b), told.length];
    const parts = edges.slice(1).map((edge, index) => told.slice(edges[index], edge));
    return { facts: told, grabs: parts, pageSize };
  });

const pnOf = ({ who }: Fact) => `62810${who}`;
const lidOf = ({ who }: Fact) => `990${who}`;
const nameColumns = ['saved_name', 'verified_name', 'push_name', 'chat_name'] as const;

function idsOf(each: Fact): { pn: string | null; lid: string | null } {
  return { pn: each.by === 'lid' ? null : pnOf(each), lid: each.by === 'pn' ? null : lidOf(each) };
}

function namesOf(facts: Fact[]) {
  const told = (column: (typeof nameColumns)[number]) => {
    const from = facts.find(({ group: inGroup, names }) => inGroup === null && names[column]);
    return from ? `${column} of ${from.who}` : null;
  };
  return {
    saved_name: told('saved_name'),
    verified_name: told('verified_name'),
    push_name: told('push_name'),
    chat_name: told('chat_name'),
  };
}

function toPerson(each: Fact): EnginePerson {
  const { in_address_book, has_chat } = each;
  return person({ ...idsOf(each), ...namesOf([each]), in_address_book, has_chat });
}

function toPages(facts: Fact[], size: number): { contacts: EngineBatch[]; groups: EngineBatch[] } {
  const contacts: EngineBatch[] = [];
  const rosters: EngineBatch[] = [];
  for (const each of facts) {
    if (each.group === null) contacts.push(people(toPerson(each)));
    else
      rosters.push(
        groups(group(`${each.group}@g.us`, [{ ...member({}), ...idsOf(each) }], { roster_complete: false })),
      );
  }
  return { contacts: [...joined(contacts, size), end(false)], groups: [...rosters, end(false)] };
}

function joined(pages: EngineBatch[], size: number): EngineBatch[] {
  const items = pages.flatMap((page) => (page.kind === 'contacts' ? page.items : []));
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    people(...items.slice(index * size, (index + 1) * size)),
  );
}

/** One row for each person whose phone and LID were ever told together, otherwise one for each id. */
function oracle(facts: Fact[]): Expected[] {
  return [0, 1, 2, 3, 4].flatMap((who) => {
    const own = facts.filter((each) => each.who === who);
    const parts = own.some(({ by }) => by === 'both')
      ? [own]
      : [own.filter(({ by }) => by === 'pn'), own.filter(({ by }) => by === 'lid')];
    return parts.flatMap(expectedRow);
  });
}

function expectedRow(facts: Fact[]): Expected[] {
  const contacts = facts.filter((each) => each.group === null);
  const in_address_book = contacts.some((each) => each.in_address_book);
  const has_chat = contacts.some((each) => each.has_chat);
  const rosters = new Set(facts.flatMap((each) => (each.group === null ? [] : [`${each.group}@g.us`])));
  if (!in_address_book && !has_chat && rosters.size === 0) return [];
  const ids = facts.map(idsOf);
  const pn = ids.find((each) => each.pn)?.pn ?? null;
  const lid = ids.find((each) => each.lid)?.lid ?? null;
  const names = namesOf(facts);
  const memberOf = [...rosters].sort().join();
  return [
    {
      ids: `${pn}/${lid}`,
      name: bestName(names),
      names: Object.values(names).join(),
      in_address_book,
      has_chat,
      groups: memberOf,
    },
  ];
}

describeEachDialect('people in any order', (open, { dialect }) => {
  let storage: Storage;
  let runs = 0;
  beforeAll(async () => {
    storage = await open();
  });

  async function found(session: string): Promise<Expected[]> {
    const memberships = await loadMemberships(storage.db, session);
    const rows = (await rowsOf(storage, session)).filter(({ type }) => type === 'individual');
    return rows.map((row) => ({
      ids: `${row.phone_number}/${row.lid}`,
      name: row.name,
      names: nameColumns.map((column) => row[column]).join(),
      in_address_book: row.in_address_book,
      has_chat: row.has_chat,
      groups: memberships
        .filter(({ contact_row_id }) => contact_row_id === row.id)
        .map(({ group_id }) => group_id)
        .sort()
        .join(),
    }));
  }

  it('end as the same rows: one for each person, nothing lost', async () => {
    const property = fc.asyncProperty(story, async ({ facts, grabs, pageSize }) => {
      runs += 1;
      const session = `p${runs}`;
      let named = new Set<number>();
      for (const part of grabs) {
        await grab(storage, session, toPages(part, pageSize));
        const rows = await rowsOf(storage, session);
        const stillThere = rows.filter(({ id }) => named.has(id));
        expect(stillThere.filter(({ name }) => name === null)).toEqual([]);
        named = new Set(rows.flatMap(({ id, name }) => (name === null ? [] : [id])));
        expect(new Set(rows.map(({ contact_id }) => contact_id)).size).toBe(rows.length);
      }
      const byIds = (a: Expected, b: Expected) => (a.ids < b.ids ? -1 : 1);
      expect((await found(session)).sort(byIds)).toEqual(oracle(facts).sort(byIds));
    });
    await fc.assert(property, { numRuns: dialect === 'sqlite' ? 150 : 40 });
  }, 120_000);
});
