import type { Change } from '@grabber/contract';
import { type ExpressionBuilder, type SelectQueryBuilder, sql } from 'kysely';
import type { Visible } from '../auth/index.ts';
import type { Database, Db } from '../storage/index.ts';

const columns = ['seq', 'entity', 'entity_id', 'kind', 'fields', 'source', 'at'] as const;

/** Lines of the change log with what their people, groups and sessions are called now. */
export function namedChanges(db: Db) {
  return db
    .selectFrom('changes')
    .leftJoin('contacts as subject', (join) =>
      join
        .onRef('subject.id', '=', 'changes.entity_id')
        .onRef('subject.session_id', '=', 'changes.session_id')
        .on('changes.entity', 'in', ['contact', 'group', 'membership']),
    )
    .leftJoin('contacts as place', (join) =>
      join.onRef('place.session_id', '=', 'changes.session_id').onRef('place.contact_id', '=', 'changes.group_id'),
    )
    .leftJoin('whatsapp_sessions as account', (join) =>
      join.onRef('account.session_id', '=', 'changes.session_id').on('changes.entity', '=', 'session'),
    )
    .select(columns.map((column) => `changes.${column}` as const))
    .select([
      'changes.session_id',
      'changes.group_id',
      'subject.alias as subject_alias',
      'subject.name as subject_name',
      'account.name as account_name',
      'place.name as group_name',
    ]);
}

type NamedRow = Awaited<ReturnType<ReturnType<typeof namedChanges>['execute']>>[number];

/** A line as it is shown. */
export function toChange({ subject_alias, subject_name, account_name, ...row }: NamedRow): Change {
  return { ...row, name: subject_alias ?? subject_name ?? account_name };
}

/** Keeps a query of changes within the sessions that a caller may see. */
export function withinSessions<Row>(
  query: SelectQueryBuilder<Database, 'changes', Row>,
  visible: Visible,
): SelectQueryBuilder<Database, 'changes', Row> {
  if (visible === 'all') return query;
  const ids = [...visible];
  return ids.length === 0 ? query.where(sql<boolean>`1 = 0`) : query.where('changes.session_id', 'in', ids);
}

/** Whether the name is among the fields that changed. MySQL has no cast to text, and needs none. */
export function isRename(eb: ExpressionBuilder<Database, 'changes'>, dialect: string) {
  const text = dialect === 'mysql' ? sql`changes.fields` : sql`cast(changes.fields as text)`;
  return eb.and([eb('changes.kind', '=', 'updated'), sql<boolean>`${text} like '%"name":%'`]);
}
