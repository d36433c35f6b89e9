import { type Db, statementOf } from '../../storage/index.ts';
import type { RowQuestions } from '../found-rows.ts';
import { denseRange } from './dense-range.ts';
import type { Needs } from './needs.ts';

/** Which memberships stand beside a contact: of one group, or all present ones. */
export type MembershipWish = { group_id?: string; include_left?: boolean };

/** What to ask the database about these contacts, and only what is needed. */
export function questionsAbout(db: Db, ids: readonly number[], wish: MembershipWish, needs: Needs): RowQuestions {
  const some = contactsAmong(db, ids);
  return {
    ids,
    contacts: statementOf(some.select(['contacts.id', ...needs.fields.map((field) => `contacts.${field}` as const)])),
    tags: needs.tags
      ? statementOf(
          some
            .innerJoin('contact_tags as mark', 'mark.contact_row_id', 'contacts.id')
            .innerJoin('tags', 'tags.id', 'mark.tag_id')
            .select(['contacts.id', 'tags.name'])
            .orderBy('tags.name'),
        )
      : null,
    memberships: needs.memberships ? statementOf(membershipsOf(some, wish)) : null,
  };
}

function contactsAmong(db: Db, ids: readonly number[]) {
  const range = denseRange(ids);
  const contacts = db.selectFrom('contacts');
  if (!range) return contacts.where('contacts.id', 'in', [...ids]);
  return contacts.where('contacts.id', '>=', range.first).where('contacts.id', '<=', range.last);
}

function membershipsOf(some: ReturnType<typeof contactsAmong>, { group_id, include_left }: MembershipWish) {
  return some
    .innerJoin('group_members as member', (join) =>
      join.onRef('member.session_id', '=', 'contacts.session_id').onRef('member.contact_row_id', '=', 'contacts.id'),
    )
    .leftJoin('contacts as group_row', (join) =>
      join
        .onRef('group_row.session_id', '=', 'member.session_id')
        .onRef('group_row.contact_id', '=', 'member.group_id'),
    )
    .$if(group_id !== undefined, (query) => query.where('member.group_id', '=', group_id ?? ''))
    .$if(!include_left, (query) => query.where('member.left_at', 'is', null))
    .select(['contacts.id', 'member.group_id', 'group_row.name as group_name', 'member.role'])
    .orderBy('member.id');
}
