import type { GroupOverlap } from '@grabber/contract';
import type { Visible } from '../../auth/index.ts';
import { AppError } from '../../core/index.ts';
import type { Db, Reading } from '../../storage/index.ts';
import { among } from './conditions.repo.ts';

/** Who is in several groups now, each person once, whichever accounts see the groups. Throws `group_not_found`. */
export async function overlapOfGroups({ db }: Reading, visible: Visible, given: number[]): Promise<GroupOverlap> {
  const ids = [...new Set(given)];
  const groups = await findGroups(db, visible, ids);
  const people = await peopleOf(db, visible, ids);
  const membersOf = (id: number) => people.get(id) ?? new Set<string>();
  const pairs = ids.flatMap((a, index) =>
    ids.slice(index + 1).map((b) => ({ a, b, shared: common(membersOf(a), membersOf(b)).size })),
  );
  const [first = 0, ...others] = ids;
  const inAll = others.reduce((shared, id) => common(shared, membersOf(id)), membersOf(first));
  return {
    groups: groups.map(({ id, name }) => ({ id, name, members: membersOf(id).size })),
    pairs,
    in_all: inAll.size,
  };
}

/** In the order in which they were asked for. */
async function findGroups(db: Db, visible: Visible, ids: number[]) {
  const rows = await db
    .selectFrom('contacts')
    .select(['id', 'name'])
    .where('id', 'in', ids)
    .where('type', '=', 'group')
    .where('deleted_at', 'is', null)
    .where(among({ visible, alias: 'contacts' }))
    .execute();
  return ids.map((id) => {
    const row = rows.find((each) => each.id === id);
    if (!row) throw new AppError('group_not_found');
    return row;
  });
}

async function peopleOf(db: Db, visible: Visible, ids: number[]): Promise<Map<number, Set<string>>> {
  const rows = await db
    .selectFrom('contacts as grp')
    .innerJoin('group_members as member', (join) =>
      join.onRef('member.session_id', '=', 'grp.session_id').onRef('member.group_id', '=', 'grp.contact_id'),
    )
    .innerJoin('contacts as person', 'person.id', 'member.contact_row_id')
    .select(['grp.id', 'person.person_key'])
    .where('grp.id', 'in', ids)
    .where('member.left_at', 'is', null)
    .where('person.deleted_at', 'is', null)
    .where(among({ visible, alias: 'person' }))
    .execute();
  const found = new Map<number, Set<string>>();
  for (const { id, person_key } of rows) {
    const people = found.get(id);
    if (people) people.add(person_key);
    else found.set(id, new Set([person_key]));
  }
  return found;
}

function common(some: Set<string>, others: Set<string>): Set<string> {
  return new Set([...some].filter((each) => others.has(each)));
}
