import { sql } from 'kysely';
import type { Visible } from '../auth/index.ts';
import type { Db, DialectName, Reading } from '../storage/index.ts';

type Row = Record<string, string | number | null>;

const present = sql`c.removed_at is null and c.deleted_at is null`;
const person = sql`c.type = 'individual' and c.is_me = ${sql.lit(false)}`;

function within(column: string, visible: Visible) {
  if (visible === 'all') return sql`1 = 1`;
  const ids = [...visible];
  return ids.length === 0 ? sql`1 = 0` : sql`${sql.ref(column)} in (${sql.join(ids)})`;
}

const sumOf = (condition: ReturnType<typeof sql>) => sql`sum(case when ${condition} then 1 else 0 end)`;
const people = (condition: ReturnType<typeof sql>) => sumOf(sql`c.type = 'individual' and ${present} and ${condition}`);

/** The newest change of these sessions; what was counted is true until it moves. */
export async function newestOf(db: Db, visible: Visible): Promise<number> {
  const { rows } =
    await sql<Row>`select seq from changes where ${within('session_id', visible)} order by seq desc limit 1`.execute(
      db,
    );
  return Number(rows[0]?.['seq'] ?? 0);
}

/** The sessions that the caller sees, oldest first. */
export async function seenSessions(db: Db, visible: Visible) {
  const rows = await db
    .selectFrom('whatsapp_sessions')
    .select(['session_id', 'name', 'engine'])
    .orderBy('id')
    .execute();
  return rows.filter(({ session_id }) => visible === 'all' || visible.has(session_id));
}

export async function sessionNames(db: Db, visible: Visible): Promise<Map<string, string>> {
  return new Map((await seenSessions(db, visible)).map(({ session_id, name }) => [session_id, name]));
}

/** Counts of people and groups, session by session. */
export async function contactFigures(db: Db, visible: Visible): Promise<Row[]> {
  const { rows } = await sql<Row>`select c.session_id as session_id,
      ${people(sql`1 = 1`)} as contacts,
      ${sumOf(sql`c.type = 'group' and ${present}`)} as ${sql.ref('groups')},
      ${people(sql`c.phone_number is not null`)} as with_phone,
      ${people(sql`c.phone_number is null and c.lid is not null`)} as lid_only,
      ${people(sql`c.name is not null`)} as with_name,
      ${people(sql`c.name is null`)} as without_name,
      ${people(sql`c.in_address_book`)} as in_address_book,
      ${people(sql`c.has_chat`)} as with_chat,
      ${people(sql`c.is_business`)} as business,
      ${people(sql`c.opted_out`)} as opted_out,
      ${sumOf(sql`c.removed_at is not null and c.deleted_at is null`)} as removed,
      ${sumOf(sql`c.deleted_at is not null`)} as in_trash
    from contacts c where c.is_me = ${sql.lit(false)} and ${within('c.session_id', visible)}
    group by c.session_id`.execute(db);
  return rows;
}

/** Memberships of people and groups that are there; the owner is in groups, and no member of the address book. */
export async function membershipFigures(db: Db, visible: Visible): Promise<Row[]> {
  const there = (alias: string) =>
    sql`${sql.ref(`${alias}.removed_at`)} is null and ${sql.ref(`${alias}.deleted_at`)} is null`;
  const { rows } = await sql<Row>`select m.session_id as session_id, count(*) as memberships,
      count(distinct case when p.is_me = ${sql.lit(false)} then m.contact_row_id end) as members
    from group_members m
    join contacts p on p.id = m.contact_row_id
    join contacts g on g.session_id = m.session_id and g.contact_id = m.group_id
    where m.left_at is null and ${there('p')} and ${there('g')} and ${within('m.session_id', visible)}
    group by m.session_id`.execute(db);
  return rows;
}

export async function lastFullGrabs(db: Db, visible: Visible): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('grabs')
    .select(['session_id', 'finished_at'])
    .where('kind', '=', 'all')
    .where('status', 'in', ['completed', 'completed_with_errors'])
    .where(within('session_id', visible) as never)
    .orderBy('id')
    .execute();
  return new Map(rows.flatMap(({ session_id, finished_at }) => (finished_at ? [[session_id, finished_at]] : [])));
}

/** Somebody whom several sessions know counts once. */
export async function countPeople(db: Db, visible: Visible): Promise<number> {
  const { rows } = await sql<Row>`select count(distinct c.person_key) as people from contacts c
    where ${person} and ${present} and ${within('c.session_id', visible)}`.execute(db);
  return Number(rows[0]?.['people'] ?? 0);
}

export async function countCountries(db: Db, visible: Visible): Promise<Row[]> {
  const { rows } = await sql<Row>`select c.country_code as country, count(*) as contacts from contacts c
    where ${person} and ${present} and ${within('c.session_id', visible)}
    group by c.country_code order by contacts desc, country`.execute(db);
  return rows;
}

/** Indonesian numbers by their first five digits. */
export async function countPrefixes(db: Db, visible: Visible): Promise<Row[]> {
  const { rows } = await sql<Row>`select substr(c.phone_number, 1, 5) as prefix, count(*) as contacts from contacts c
    where ${person} and ${present} and c.phone_number like '628%' and ${within('c.session_id', visible)}
    group by substr(c.phone_number, 1, 5)`.execute(db);
  return rows;
}

const hourOf: Record<DialectName, ReturnType<typeof sql>> = {
  sqlite: sql`substr(at, 1, 13)`,
  mysql: sql`date_format(at, '%Y-%m-%dT%H')`,
  postgres: sql`to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24')`,
};

/** How many changes of each kind there were in each hour. */
export async function countHours(
  { db, dialect }: Reading,
  visible: Visible,
  since: string,
  until: string,
): Promise<Row[]> {
  const hour = hourOf[dialect];
  const from = sql`at >= ${since} and at < ${until}`;
  const { rows } = await sql<Row>`select ${hour} as ${sql.ref('hour')}, entity, kind, count(*) as total from changes
    where ${from} and ${within('session_id', visible)} group by ${hour}, entity, kind`.execute(db);
  return rows;
}

export type LargeGroup = { id: number; session_id: string; group_id: string; name: string | null; members: number };

/** The groups with most present members. */
export async function largestGroups(db: Db, visible: Visible, limit: number): Promise<LargeGroup[]> {
  const { rows } = await sql<LargeGroup>`select g.id as id, g.session_id as session_id, g.contact_id as group_id,
      g.name as name, m.members as members
    from (select session_id, group_id, count(*) as members from group_members
      where left_at is null and ${within('session_id', visible)} group by session_id, group_id) m
    join contacts g on g.session_id = m.session_id and g.contact_id = m.group_id
    where g.removed_at is null and g.deleted_at is null
    order by m.members desc, g.id limit ${sql.lit(limit)}`.execute(db);
  return rows.map((row) => ({ ...row, members: Number(row.members) }));
}

/** Who is in a group now. */
export async function membersOf(db: Db, { session_id, group_id }: LargeGroup) {
  return await db
    .selectFrom('group_members')
    .innerJoin('contacts', 'contacts.id', 'group_members.contact_row_id')
    .select(['contacts.person_key', 'contacts.in_address_book', 'contacts.is_me'])
    .where('group_members.session_id', '=', session_id)
    .where('group_members.group_id', '=', group_id)
    .where('group_members.left_at', 'is', null)
    .execute();
}

export async function endedGrabs(db: Db, visible: Visible, since: string, until: string) {
  return await db
    .selectFrom('grabs')
    .select(['session_id', 'kind', 'status', 'started_at', 'finished_at'])
    .where('finished_at', '>=', since)
    .where('finished_at', '<', until)
    .where(within('session_id', visible) as never)
    .execute();
}
