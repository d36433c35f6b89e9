import { type ContactCondition, type ContactFilter, type ContactQuery, defaultSettings } from '@grabber/contract';
import { type RawBuilder, sql } from 'kysely';
import type { Visible } from '../../auth/index.ts';
import { isoTime, withoutName } from '../../core/index.ts';
import { containsAny, type Storage } from '../../storage/index.ts';
import { rarestFirst, type Term, termsOf } from './terms.ts';

/** A condition of any query that reads `contacts`. */
export type Condition = RawBuilder<boolean>;

/** How a query is read; what `lookAhead` tells is needed for texts. */
export type QueryOptions = {
  /** What the table `contacts` is called in the query. */
  alias?: string | undefined;
  /** ISO code of the country of phones that are typed without a calling code. */
  country?: string | undefined;
  /** The sessions in which the query can find anything. */
  within?: Visible | undefined;
  /** Whether the name of some group holds the term. */
  namesGroups?: ((term: Term) => boolean) | undefined;
};

type Scope = {
  dialect: Storage['dialect'];
  visible: Visible;
  alias: string;
  country: string;
  within: Visible;
  namesGroups: (term: Term) => boolean;
};

/** The contacts that a query means, of those that the caller may see; never the owner of an account. */
export function whereContacts(
  { dialect }: Pick<Storage, 'dialect'>,
  { q = '', filter, unique = false }: ContactQuery,
  visible: Visible,
  options: QueryOptions = {},
): Condition {
  const { alias = 'contacts', country = defaultSettings.default_country, within = visible } = options;
  const scope = { dialect, visible, alias, country, within, namesGroups: options.namesGroups ?? (() => true) };
  const found = (of: Scope) => all([among(of), ...textConditions(of, q), filtered(of, filter)]);
  return unique ? all([found(scope), firstOfPerson(scope, found)]) : found(scope);
}

/** The rows of the sessions that the caller sees, without the owners of the accounts. */
export function among({ visible, alias }: Pick<Scope, 'visible' | 'alias'>): Condition {
  const own = sql<boolean>`${sql.ref(`${alias}.is_me`)} = false`;
  return visible === 'all' ? own : all([inSessions(alias, visible), own]);
}

/** The rows of these sessions. */
function inSessions(alias: string, sessions: Iterable<string>): Condition {
  return oneOf(sql.ref(`${alias}.session_id`), [...sessions]);
}

/** Every word of a text stands in what is written down about the contact, or in the name of a group that it is in. */
function textConditions(scope: Scope, text: string): Condition[] {
  const terms = rarestFirst(termsOf(text, scope.country));
  const own = (term: Term) => holds(scope, scope.alias, term);
  const [naming, others] = [terms.filter(scope.namesGroups), terms.filter((term) => !scope.namesGroups(term))];
  return [...others.map(own), ...naming.map((term) => any([own(term), inGroupNamed(scope, term)]))];
}

/** The row's own text holds the term. */
export function holds({ dialect }: Pick<Scope, 'dialect'>, alias: string, term: Term): Condition {
  return containsAny(dialect, sql.ref(`${alias}.search_text`), term);
}

function inGroupNamed(scope: Scope, term: Term): Condition {
  // distinct in a table of its own, or MariaDB asks for the groups anew at every row
  const members = sql`select id from (${membersOfNamed(scope, [term])}) as found_by_group`;
  return sql`${sql.ref(`${scope.alias}.id`)} in (${members})`;
}

type GroupScope = { dialect: Storage['dialect']; within: Visible };

/** The ids of those who are in a group whose name holds one of the terms. */
export function membersOfNamed(scope: GroupScope, terms: Term[]): RawBuilder<{ id: number }> {
  const joined = sql`join group_members as member on member.session_id = named.session_id and member.group_id = named.contact_id`;
  return sql`select distinct member.contact_row_id as id ${groupsNamed(scope, terms, joined)} and member.left_at is null`;
}

/** From the sessions to their groups, whose names an index of each session has in it. */
export function groupsNamed({ dialect, within }: GroupScope, terms: Term[], joined = sql``): RawBuilder<unknown> {
  const seen = within === 'all' ? sql`` : sql`${inSessions('account', within)} and `;
  return sql`from whatsapp_sessions as account
      join contacts as named on named.session_id = account.session_id and named.type = 'group' ${joined}
    where ${seen}named.sort_name < ${withoutName} and ${any(terms.map((term) => isNamed({ dialect }, term)))}`;
}

/** Whether the name of the group `named` holds the term. */
export function isNamed({ dialect }: Pick<Scope, 'dialect'>, term: Term): Condition {
  return containsAny(dialect, sql.ref('named.sort_name'), term);
}

function filtered(scope: Scope, filter: ContactFilter | undefined): Condition {
  const groups = filter?.any ?? [{ all: [] }];
  return any(groups.map((group) => all([...trashOf(scope, group.all), ...group.all.map((each) => one(scope, each))])));
}

/** What is in the trash shows only where it is asked for. */
function trashOf({ alias }: Scope, conditions: ContactCondition[]): Condition[] {
  const asked = conditions.some(({ field }) => field === 'in_trash');
  return asked ? [] : [sql`${sql.ref(`${alias}.deleted_at`)} is null`];
}

function one(scope: Scope, condition: ContactCondition): Condition {
  const column = (name: string) => sql.ref(`${scope.alias}.${name}`);
  switch (condition.field) {
    case 'text':
      return all(textConditions(scope, condition.contains));
    case 'session':
      return oneOf(column('session_id'), condition.in, condition.not);
    case 'country':
      return orUnknown(column('country_code'), condition);
    case 'type':
    case 'status':
      return oneOf(column(condition.field), condition.in, condition.not);
    case 'tag':
    case 'list':
    case 'group':
      return membership(scope, condition);
    case 'has_phone':
      return known([column('phone_number')], condition.is);
    case 'has_name':
      return known([column('name'), column('alias')], condition.is);
    case 'in_trash':
      return known([column('deleted_at')], condition.is);
    case 'first_seen_at':
    case 'last_seen_at':
    case 'updated_at':
      return within(column(condition.field), condition);
    default:
      return sql`${column(condition.field)} = ${sql.lit(condition.is)}`;
  }
}

type Membership = Extract<ContactCondition, { field: 'tag' | 'list' | 'group' }>;

function membership({ alias }: Scope, { field, in: ids, not }: Membership): Condition {
  const members = {
    tag: sql`select contact_row_id from contact_tags where ${oneOf(sql.ref('tag_id'), ids)}`,
    list: sql`select contact_row_id from contact_list_members where ${oneOf(sql.ref('list_id'), ids)}`,
    group: sql`select member.contact_row_id from contacts as asked
      join group_members as member on member.session_id = asked.session_id and member.group_id = asked.contact_id
      where member.left_at is null and ${oneOf(sql.ref('asked.id'), ids)}`,
  };
  return sql`${sql.ref(`${alias}.id`)} ${not ? sql`not in` : sql`in`} (${members[field]})`;
}

/** Those of whom it is not known are none of these. */
function orUnknown(
  column: Condition | RawBuilder<unknown>,
  { in: values, not }: { in: string[]; not?: boolean | undefined },
): Condition {
  return not ? any([sql`${column} is null`, oneOf(column, values, true)]) : oneOf(column, values);
}

function known(columns: RawBuilder<unknown>[], is: boolean): Condition {
  return is
    ? any(columns.map((column) => sql`${column} is not null`))
    : all(columns.map((column) => sql`${column} is null`));
}

function within(
  column: RawBuilder<unknown>,
  { from, to }: { from?: string | undefined; to?: string | undefined },
): Condition {
  const instant = (text: string) => isoTime(Date.parse(text));
  return all([
    ...(from === undefined ? [] : [sql<boolean>`${column} >= ${instant(from)}`]),
    ...(to === undefined ? [] : [sql<boolean>`${column} < ${instant(to)}`]),
  ]);
}

/** No other row that is found too tells of the same person and is older. */
function firstOfPerson(scope: Scope, found: (of: Scope) => Condition): Condition {
  const earlier = (name: string) => sql.ref(`earlier.${name}`);
  const own = (name: string) => sql.ref(`${scope.alias}.${name}`);
  return sql`(${own('person_key')} = '' or not exists (select 1 from contacts as earlier
    where ${earlier('person_key')} = ${own('person_key')} and ${earlier('id')} < ${own('id')}
      and ${found({ ...scope, alias: 'earlier' })}))`;
}

function oneOf(column: RawBuilder<unknown>, values: (string | number)[], not = false): Condition {
  if (values.length === 0) return not ? sql`1 = 1` : sql`1 = 0`;
  const [first] = values;
  if (values.length === 1) return sql`${column} ${not ? sql`<>` : sql`=`} ${first}`;
  return sql`${column} ${not ? sql`not in` : sql`in`} (${sql.join(values)})`;
}

function all(conditions: Condition[]): Condition {
  return conditions.length === 0 ? sql`1 = 1` : sql`(${sql.join(conditions, sql` and `)})`;
}

function any(conditions: Condition[]): Condition {
  return conditions.length === 0 ? sql`1 = 0` : sql`(${sql.join(conditions, sql` or `)})`;
}
