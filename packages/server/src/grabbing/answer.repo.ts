import type { Db } from '../storage/index.ts';

export type GrabbedParticipant = { id: string; name: string | null; phone: string | null; is_admin: boolean };

/** A group as the old grab routes answer it. */
export type GrabbedGroup = {
  id: string;
  name: string | null;
  desc: string | null;
  participants_count: number;
  is_admin: boolean;
  profile_picture: string | null;
  participants: GrabbedParticipant[];
};

/** A person as the old grab routes answer it. */
export type GrabbedContact = {
  id: string;
  name: string | null;
  phone: string | null;
  pushname: string | null;
  is_admin: boolean;
  profile_picture: string | null;
};

/** The groups that an account is in, with their members, ordered by name. */
export async function readGrabbedGroups(db: Db, sessionId: string): Promise<GrabbedGroup[]> {
  const groups = await activeRows(db, sessionId)
    .where('type', '=', 'group')
    .select(['contact_id', 'name', 'group_description', 'group_participants_count', 'is_admin', 'profile_picture'])
    .execute();
  const participants = await readParticipants(db, sessionId);
  return groups.map((group) => {
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

/** The people of an account's address book and chats, ordered by name. */
export async function readGrabbedContacts(db: Db, sessionId: string): Promise<GrabbedContact[]> {
  return await activeRows(db, sessionId)
    .where('type', '=', 'individual')
    .where('is_me', '=', false)
    .where((eb) => eb.or([eb('in_address_book', '=', true), eb('has_chat', '=', true)]))
    .select([
      'contact_id as id',
      'name',
      'phone_number as phone',
      'push_name as pushname',
      'is_admin',
      'profile_picture',
    ])
    .execute();
}

function activeRows(db: Db, sessionId: string) {
  return db
    .selectFrom('contacts')
    .where('session_id', '=', sessionId)
    .where('removed_at', 'is', null)
    .orderBy('sort_name')
    .orderBy('id');
}

async function readParticipants(db: Db, sessionId: string): Promise<Map<string, GrabbedParticipant[]>> {
  const rows = await db
    .selectFrom('group_members as member')
    .innerJoin('contacts as person', 'person.id', 'member.contact_row_id')
    .where('member.session_id', '=', sessionId)
    .where('member.left_at', 'is', null)
    .orderBy('member.id')
    .select(['member.group_id', 'member.role', 'person.contact_id', 'person.name', 'person.phone_number'])
    .execute();
  const byGroup = Map.groupBy(rows, ({ group_id }) => group_id);
  return new Map(
    byGroup.entries().map(([id, members]) => [
      id,
      members.map(({ contact_id, name, phone_number, role }) => ({
        id: contact_id,
        name,
        phone: phone_number,
        is_admin: role !== 'member',
      })),
    ]),
  );
}
