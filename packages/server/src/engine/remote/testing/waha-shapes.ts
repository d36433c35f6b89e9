import type { SeenGroup, SeenMember, View } from './view.ts';

export type WahaEngine = 'WEBJS' | 'NOWEB' | 'GOWS';

const idOf = ({ phone, lid }: { phone: string | null; lid: string }) =>
  phone === null ? `${lid}@lid` : `${phone}@c.us`;

/** Contacts as each engine lists them: WEBJS with the groups, the account itself and twins by LID among them. */
export function wahaContacts(view: View, engine: WahaEngine): unknown[] {
  if (engine !== 'WEBJS') {
    return view.contacts.map((contact) => ({
      id: idOf(contact),
      ...(contact.savedName === null ? {} : { name: contact.savedName }),
      pushname: contact.pushName ?? '',
    }));
  }
  const { phone, lid } = view.account.person;
  const me = { id: `${phone}@c.us`, number: phone, name: 'Me', isMyContact: true, isMe: true, isGroup: false };
  const groups = view.groups.map(({ group }) => ({
    id: `${group.id}@g.us`,
    number: group.id,
    name: group.subject,
    isGroup: true,
  }));
  const twins = view.contacts.filter((_, index) => index % 3 === 0);
  return [
    me,
    { ...me, id: `${lid}@lid`, number: lid },
    ...groups,
    ...view.contacts.map((contact) => webjsContact(contact, idOf(contact))),
    ...twins.map((contact) => webjsContact({ ...contact, savedName: null, pushName: null }, `${contact.lid}@lid`)),
  ];
}

function webjsContact({ savedName, pushName, inAddressBook, blocked }: View['contacts'][number], id: string) {
  return {
    id,
    number: id.split('@')[0],
    ...(savedName === null ? {} : { name: savedName, shortName: savedName.split(' ')[0] }),
    pushname: pushName ?? undefined,
    isMyContact: inAddressBook && id.endsWith('@c.us'),
    isWAContact: true,
    isGroup: false,
    isMe: false,
    isBlocked: blocked,
  };
}

export function wahaChats(view: View, engine: WahaEngine): unknown[] {
  const groups = view.groups.map(({ group }) => ({
    id: chatId(`${group.id}@g.us`, engine),
    name: group.subject,
    isGroup: true,
  }));
  const direct = view.contacts.filter(({ hasChat }) => hasChat);
  return [...groups, ...direct.map((contact) => ({ id: chatId(idOf(contact), engine), name: view.titleOf(contact) }))];
}

function chatId(id: string, engine: WahaEngine): unknown {
  return engine === 'WEBJS' ? { _serialized: id, user: id.split('@')[0], server: id.split('@')[1] } : id;
}

/** The three shapes of a list of groups. */
export function wahaGroups(view: View, engine: WahaEngine): unknown {
  if (engine === 'GOWS') return view.groups.map(gowsGroup);
  if (engine === 'WEBJS') return view.groups.map(webjsGroup);
  return Object.fromEntries(view.groups.map((seen) => [`${seen.group.id}@g.us`, nowebGroup(seen)]));
}

export function gowsGroup({ group, members }: SeenGroup) {
  return {
    JID: `${group.id}@g.us`,
    Name: group.subject,
    Topic: group.description ?? '',
    OwnerJID: '',
    AddressingMode: group.addressing,
    ParticipantCount: members.length,
    IsAnnounce: group.announce,
    Participants: members.map(({ phone, lid, role }) => ({
      JID: group.addressing === 'lid' ? `${lid}@lid` : `${phone}@s.whatsapp.net`,
      PhoneNumber: phone === null ? '' : `${phone}@s.whatsapp.net`,
      LID: `${lid}@lid`,
      IsAdmin: role !== 'member',
      IsSuperAdmin: role === 'superadmin',
      DisplayName: '',
      Error: 0,
    })),
  };
}

function nowebGroup({ group, members }: SeenGroup) {
  return {
    id: `${group.id}@g.us`,
    subject: group.subject,
    ...(group.description === undefined ? {} : { desc: group.description }),
    size: members.length,
    announce: group.announce,
    participants: members.map(({ phone, lid, role }) => ({
      id: `${lid}@lid`,
      ...(phone === null ? {} : { phoneNumber: `${phone}@s.whatsapp.net` }),
      admin: role === 'member' ? null : role,
    })),
  };
}

/** WhatsApp Web's own ids: as objects, in newer builds with `$1` where `_serialized` was. */
function webjsGroup({ group, members }: SeenGroup, index: number) {
  const field = index % 2 === 0 ? '_serialized' : '$1';
  const participant = ({ phone, lid, role }: SeenMember) => ({
    id: { [field]: idOf({ phone, lid }) },
    isAdmin: role !== 'member',
    isSuperAdmin: role === 'superadmin',
  });
  const { subject, description } = group;
  const groupMetadata = { subject, desc: description, size: members.length, participants: members.map(participant) };
  return { id: { [field]: `${group.id}@g.us` }, name: subject, isGroup: true, groupMetadata };
}
