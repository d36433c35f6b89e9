import type { GrabbedContact, GrabbedGroup } from '@grabber/contract';
import type { Db } from '../storage/index.ts';

type Participant = GrabbedGroup['participants'][number];
type Place = { sort_name: string; id: number };

/** Groups come with their members, so that their pages are smaller. */
const groupsPerPage = 50;
const contactsPerPage = 1000;

/** The groups that an account is in, with their present members, ordered by name, in pages. */
export async function* readGrabbedGroups(db: Db, sessionId: string): AsyncGenerator<GrabbedGroup[]> {
  for await (const page of pages((place) => groupPage(db, sessionId, place))) {
    const ids = page.map((group) => group.contact_id);
    const participants = await readParticipants(db, sessionId, ids);
    yield page.map((group) => {
      const members = participants.get(group.contact_id) ?? [];
      return {
        id: group.contact_id,
        name: group.name,
        desc: group.group_description,
        participants_count: group.group_participants_count ?? members.length,
        is_admin: group.is_admin,
        profile_picture: group.profile_picture,
        participants: members,
      };
    });
  }
}

/** The people of an account's address book and chats, ordered by name, in pages. */
export async function* readGrabbedContacts(db: Db, sessionId: string): AsyncGenerator<GrabbedContact[]> {
  for await (const page of pages((place) => contactPage(db, sessionId, place))) {
    yield page.map((row) => ({
      id: row.contact_id,
      lid: lidJid(row.lid),
      name: row.name,
      phone: row.phone_number,
      pushname: row.push_name,
      is_admin: row.is_admin,
      profile_picture: row.profile_picture,
      saved_name: row.saved_name,
      chat_name: row.chat_name,
      verified_name: row.verified_name,
      in_address_book: row.in_address_book,
      has_chat: row.has_chat,
    }));
  }
}

async function* pages<T extends Place>(read: (after: Place | undefined) => Promise<T[]>): AsyncGenerator<T[]> {
  for (let page = await read(undefined); page.length > 0; page = await read(page.at(-1))) yield page;
}

function groupPage(db: Db, sessionId: string, after: Place | undefined) {
  return activeRows(db, sessionId, after)
    .where('type', '=', 'group')
    .limit(groupsPerPage)
    .select(['id', 'sort_name', 'contact_id', 'name', 'group_description', 'group_participants_count'])
    .select(['is_admin', 'profile_picture'])
    .execute();
}

function contactPage(db: Db, sessionId: string, after: Place | undefined) {
  return activeRows(db, sessionId, after)
    .where('type', '=', 'individual')
    .where('is_me', '=', false)
    .where((eb) => eb.or([eb('in_address_book', '=', true), eb('has_chat', '=', true)]))
    .limit(contactsPerPage)
    .select([
      'id',
      'sort_name',
      'contact_id',
      'lid',
      'name',
      'phone_number',
      'push_name',
      'is_admin',
      'profile_picture',
    ])
    .select(['saved_name', 'chat_name', 'verified_name', 'in_address_book', 'has_chat'])
    .execute();
}

function activeRows(db: Db, sessionId: string, after: Place | undefined) {
  const rows = db
    .selectFrom('contacts')
    .where('session_id', '=', sessionId)
    .where('removed_at', 'is', null)
    .where('deleted_at', 'is', null)
    .orderBy('sort_name')
    .orderBy('id');
  if (!after) return rows;
  return rows
    .where('sort_name', '>=', after.sort_name)
    .where((eb) =>
      eb.or([
        eb('sort_name', '>', after.sort_name),
        eb.and([eb('sort_name', '=', after.sort_name), eb('id', '>', after.id)]),
      ]),
    );
}

async function readParticipants(db: Db, sessionId: string, groups: string[]): Promise<Map<string, Participant[]>> {
  const rows = await db
    .selectFrom('group_members as member')
    .innerJoin('contacts as person', 'person.id', 'member.contact_row_id')
    .where('member.session_id', '=', sessionId)
    .where('member.group_id', 'in', groups)
    .where('member.left_at', 'is', null)
    .where('person.deleted_at', 'is', null)
    .orderBy('member.id')
    .select(['member.group_id', 'member.role', 'person.contact_id', 'person.name', 'person.phone_number'])
    .select(['person.push_name', 'person.profile_picture', 'person.lid'])
    .execute();
  const byGroup = Map.groupBy(rows, ({ group_id }) => group_id);
  return new Map(byGroup.entries().map(([id, members]) => [id, members.map(participant)]));
}

type MemberRow = Pick<Participant, 'lid' | 'name' | 'profile_picture' | 'role'> & {
  contact_id: string;
  phone_number: string | null;
  push_name: string | null;
};

function participant(row: MemberRow): Participant {
  return {
    id: row.contact_id,
    lid: lidJid(row.lid),
    name: row.name,
    phone: row.phone_number,
    pushname: row.push_name,
    is_admin: row.role !== 'member',
    role: row.role,
    profile_picture: row.profile_picture,
  };
}

function lidJid(lid: string | null): string | null {
  return lid && `${lid}@lid`;
}
