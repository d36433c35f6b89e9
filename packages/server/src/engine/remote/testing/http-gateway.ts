import type { World } from '@grabber/simulator';
import { type Held, pictureUrl } from './accounts.ts';
import type { Answer, Asked, Handler } from './server.ts';
import { type SeenGroup, type View, viewOf } from './view.ts';

export const httpKey = 'key-of-the-engine';

const refuse = (status: number, error: string): Answer => ({ status, body: { success: false, error } });
const succeed = (data: unknown): Answer => ({ body: { success: true, message: 'ok', data } });

/** An engine of the seed's contract: in the spellings that writers send first, or in those of older engines. */
export function httpGateway(world: World, accounts: Map<string, Held>, spelling: 'first' | 'old'): Handler {
  return (asked) => {
    if (asked.headers['x-api-key'] !== httpKey) return refuse(401, 'Unauthorized');
    const [, , id = '', route = ''] = asked.path.split('/').map(decodeURIComponent);
    if (asked.path === '/sessions/create') return create(accounts, asked);
    const held = accounts.get(id);
    if (!held?.exists) return refuse(404, 'Session not found');
    if (asked.method === 'DELETE') {
      Object.assign(held, { exists: false, linked: false });
      return succeed(null);
    }
    return answerOf(held, route, viewOf(world, held.account), spelling);
  };
}

function create(accounts: Map<string, Held>, { body }: Asked): Answer {
  const { sessionId } = body as { sessionId: string };
  const held = accounts.get(sessionId);
  if (!held) return refuse(400, 'sessionId');
  Object.assign(held, { exists: true, running: true });
  return succeed({ sessionId, status: 'connecting' });
}

function answerOf(held: Held, route: string, view: View, spelling: 'first' | 'old'): Answer {
  const sessionId = held.name;
  const status = held.linked ? 'connected' : 'qr_ready';
  const phoneNumber = held.linked ? view.account.person.phone : null;
  if (route === 'status') return succeed({ sessionId, status, phoneNumber, createdAt: '2024-01-15T10:30:00.000Z' });
  if (route === 'qr') return succeed({ sessionId, status, ...(held.linked ? {} : { qrCode: pictureUrl(held) }) });
  if (route === 'reconnect') return succeed({ sessionId, status: 'connecting' });
  if (!held.linked) return refuse(400, 'Session is not connected');
  const contacts = view.own.map((contact, index) => contactOf(contact, index, view, spelling));
  const groups = view.groups.map((group) => groupOf(group, view, spelling));
  if (route === 'groups')
    return succeed({ groups, [spelling === 'first' ? 'total_groups' : 'totalGroups']: groups.length });
  if (route === 'contacts')
    return succeed({ contacts, [spelling === 'first' ? 'total_contacts' : 'totalContacts']: contacts.length });
  return refuse(404, 'Not found');
}

function idOf(phone: string | null, lid: string, spelling: 'first' | 'old'): string {
  if (phone === null) return `${lid}@lid`;
  return spelling === 'first' ? `${phone}@s.whatsapp.net` : `${phone}@c.us`;
}

function contactOf(contact: View['own'][number], index: number, view: View, spelling: 'first' | 'old') {
  const { phone, lid, savedName, pushName } = contact;
  const id = idOf(phone, lid, spelling);
  const name = savedName ?? pushName ?? view.titleOf(contact);
  if (spelling === 'first') return { id, name, number: phone, pushname: pushName, profile_picture: null };
  const isMyContact = contact.inAddressBook;
  const names = index % 2 === 0 ? { name } : { shortName: name };
  return { jid: id, ...names, phone, pushname: pushName, isMyContact, profilePicUrl: null };
}

function groupOf({ group, members }: SeenGroup, { account }: View, spelling: 'first' | 'old') {
  const own = members.find(({ lid }) => lid === account.person.lid);
  const isAdmin = own?.role !== 'member';
  const participants = members.map(({ phone, lid, role }) => {
    const id = idOf(phone, lid, spelling);
    const right =
      spelling === 'first'
        ? { is_admin: role !== 'member' }
        : { isAdmin: role === 'admin', isSuperAdmin: role === 'superadmin' };
    return { id, number: phone, name: null, ...right };
  });
  const { subject, description = null } = group;
  const id = `${group.id}@g.us`;
  if (spelling === 'old') return { jid: id, subject, desc: description, size: members.length, isAdmin, participants };
  const counts = { participants_count: members.length, is_admin: isAdmin, profile_picture: null };
  return { id, name: subject, description, ...counts, participants };
}
