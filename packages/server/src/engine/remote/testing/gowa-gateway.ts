import type { World } from '@grabber/simulator';
import type { Held } from './accounts.ts';
import type { Answer, Asked, Handler } from './server.ts';
import { type View, viewOf } from './view.ts';
import { gowsGroup } from './waha-shapes.ts';

export const gowaUser = { username: 'admin', password: 'secret of gowa' };
const basic = `Basic ${Buffer.from(`${gowaUser.username}:${gowaUser.password}`).toString('base64')}`;

const succeed = (results: unknown): Answer => ({ body: { code: 'SUCCESS', message: 'ok', results } });
const refuse = (status: number, code: string, message: string): Answer => ({
  status,
  body: { code, message, results: null },
});

/** GoWA with several devices. */
export function gowaGateway(world: World, accounts: Map<string, Held>): Handler {
  return (asked) => {
    if (asked.headers['authorization'] !== basic) return { status: 401, body: 'Unauthorized' };
    if (asked.path.startsWith('/statics/')) return pictureOf(accounts, asked);
    if (asked.path === '/devices') return succeed([...accounts.values()].map(deviceOf));
    const id = decodeURIComponent(String(asked.headers['x-device-id'] ?? ''));
    if (id === '') return refuse(400, 'DEVICE_ID_REQUIRED', 'device id is required');
    const held = accounts.get(id);
    if (!held) return refuse(404, 'DEVICE_NOT_FOUND', 'device not found');
    return connectionAnswer(held, asked) ?? listAnswer(viewOf(world, held.account), held, asked);
  };
}

function pictureOf(accounts: Map<string, Held>, { path }: Asked): Answer {
  const held = accounts.get(path.split('/').at(-1)?.replace('.png', '') ?? '');
  return held ? { body: held.qrPicture, headers: { 'content-type': 'image/png' } } : { status: 404, body: 'Not Found' };
}

function deviceOf(held: Held) {
  const { phone, pushName } = held.account.person;
  const jid = held.linked ? `${phone}:7@s.whatsapp.net` : '';
  const state = held.linked ? 'connected' : 'disconnected';
  return {
    id: held.name,
    phone_number: held.linked ? phone : '',
    display_name: held.linked ? pushName : '',
    state,
    jid,
  };
}

function connectionAnswer(held: Held, { path }: Asked): Answer | undefined {
  switch (path) {
    case '/app/status':
      return succeed({ is_connected: held.linked, is_logged_in: held.linked, device_id: held.name });
    case '/app/login':
      return succeed({ qr_link: `http://behind.example/statics/qrcode/${held.name}.png`, qr_duration: 20 });
    case '/app/logout':
      held.linked = false;
      return succeed(null);
    case '/app/reconnect':
      return succeed(null);
    default:
      return undefined;
  }
}

function listAnswer(view: View, held: Held, { path, query }: Asked): Answer {
  if (!held.linked) return refuse(401, 'AUTHENTICATION_ERROR', 'you are not logged in');
  const chats = view.contacts.filter(({ hasChat }) => hasChat);
  const jidOf = ({ phone, lid }: { phone: string | null; lid: string }) =>
    phone === null ? `${lid}@lid` : `${phone}@s.whatsapp.net`;
  switch (path) {
    case '/user/my/contacts':
      return succeed({
        data: view.contacts.map((contact) => ({ jid: jidOf(contact), name: contact.savedName ?? '' })).reverse(),
      });
    case '/user/my/groups':
      return succeed({ data: view.groups.map(gowsGroup) });
    case '/chats': {
      const groups = view.groups.map(({ group }) => ({ jid: `${group.id}@g.us`, name: group.subject }));
      const rows = [
        ...groups,
        ...chats.map((contact) => ({ jid: jidOf(contact), name: view.titleOf(contact) ?? contact.phone })),
      ];
      const [offset, limit] = [Number(query.get('offset')), Number(query.get('limit'))];
      return succeed({ data: rows.slice(offset, offset + limit), pagination: { limit, offset, total: rows.length } });
    }
    default:
      return { status: 404, body: `Cannot GET ${path}` };
  }
}
