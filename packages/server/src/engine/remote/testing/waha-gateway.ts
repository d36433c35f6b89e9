import type { World } from '@grabber/simulator';
import type { Held } from './accounts.ts';
import type { Answer, Asked, Handler } from './server.ts';
import { viewOf } from './view.ts';
import { type WahaEngine, wahaChats, wahaContacts, wahaGroups } from './waha-shapes.ts';

export const wahaKey = 'key-of-waha';

const refuse = (status: number, message: string): Answer => ({ status, body: { message, statusCode: status } });

/** WAHA with one of its engines. */
export function wahaGateway(world: World, accounts: Map<string, Held>, engine: WahaEngine): Handler {
  return (asked) => {
    if (asked.headers['x-api-key'] !== wahaKey) return refuse(401, 'Unauthorized');
    const parts = asked.path.split('/').map(decodeURIComponent);
    const isSession = parts[2] === 'sessions';
    const name = isSession ? (parts[3] ?? '') : (asked.query.get('session') ?? parts[2] ?? '');
    const held = accounts.get(name);
    if (!held) return refuse(404, 'Session not found');
    if (isSession) return sessionAnswer(held, asked.method, parts[4], engine);
    return listAnswer(world, held, asked, parts.slice(3).join('/'), engine);
  };
}

function sessionAnswer(held: Held, method: string, command: string | undefined, engine: WahaEngine): Answer {
  if (method === 'POST') {
    if (command === 'logout') held.linked = false;
    else held.running = true;
  }
  const waiting = held.running ? 'SCAN_QR_CODE' : 'STOPPED';
  const { phone, pushName, lid } = held.account.person;
  const me = held.linked ? { id: `${phone}@c.us`, pushName, lid: `${lid}@lid` } : null;
  const config = { noweb: { store: { enabled: true, fullSync: true } } };
  return { body: { name: held.name, status: held.linked ? 'WORKING' : waiting, engine: { engine }, me, config } };
}

function listAnswer(world: World, held: Held, { query }: Asked, route: string, engine: WahaEngine): Answer {
  if (route === 'auth/qr') return { body: { value: held.qrText } };
  if (!held.linked)
    return {
      status: 422,
      body: { error: 'Session status is not as expected. Try again later or restart the session', status: 'STARTING' },
    };
  const view = viewOf(world, held.account);
  const page = (rows: unknown[], usual: number): Answer => {
    const offset = Number(query.get('offset') ?? 0);
    return { body: rows.slice(offset, offset + Number(query.get('limit') ?? usual)) };
  };
  const lids = view.lidPairs.map(({ lid, phone }) => ({ lid: `${lid}@lid`, pn: `${phone}@c.us` }));
  switch (route) {
    case 'lids/count':
      return { body: { count: lids.length } };
    case 'lids':
      return page(lids, 100);
    case 'all':
      return page(wahaContacts(view, engine), 100_000);
    case 'chats':
      return page(wahaChats(view, engine), 100_000);
    case 'groups':
      return { body: wahaGroups(view, engine) };
    default:
      return { status: 404, body: { message: `Cannot GET ${route}`, error: 'Not Found', statusCode: 404 } };
  }
}
