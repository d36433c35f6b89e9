import {
  done,
  type NewGateway,
  newGateway,
  sessionAnswer,
  sessionCreated,
  sessionList,
  sessionMoved,
} from '@grabber/contract';
import { readGatewayCredentials } from '../config/index.ts';
import { connectApi, type ServerOptions } from './api.ts';
import { CommandFailed, exitCodes } from './failure.ts';
import { pathOf, sessionId, sessionPath } from './find-session.ts';
import type { Io } from './io.ts';
import { table } from './table.ts';

const columns = ['session_id', 'name', 'status', 'status_reason', 'phone_number', 'sync_state'] as const;

/** `gateway` is the kind of somebody else's gateway that holds the account. */
type NewSessionOptions = ServerOptions & {
  phone?: string;
  gateway?: NewGateway['kind'];
  gatewayUrl?: string;
  gatewaySession?: string;
};

export type Move = 'connect' | 'reconnect' | 'logout';

/** All sessions that the key may see. */
export async function listSessions(io: Io, options: ServerOptions): Promise<void> {
  const { sessions } = await connectApi(io, options).get('/sessions', sessionList);
  if (options.json) return io.print(JSON.stringify({ sessions }));
  if (sessions.length === 0) return io.say('sessions_none');
  io.print(table(sessions, columns));
}

/** Makes a session, which then waits to be linked. */
export async function createSession(io: Io, name: string, options: NewSessionOptions): Promise<void> {
  const body = { name, phone_number: options.phone ?? null, gateway: gatewayOf(io, options) };
  const { session } = await connectApi(io, options).post('/sessions', body, sessionCreated);
  if (options.json) return io.print(JSON.stringify({ session }));
  io.say(body.gateway ? 'session_made_there' : 'session_made', { id: session.session_id });
}

/** Where the account lives, when that is somebody else's gateway. */
function gatewayOf(io: Io, { gateway, gatewayUrl, gatewaySession }: NewSessionOptions): NewGateway | undefined {
  if (!gateway && !gatewayUrl && !gatewaySession) return undefined;
  if (!gateway || !gatewayUrl) throw new CommandFailed(io.text('gateway_incomplete'), exitCodes.usage);
  const given = { kind: gateway, url: gatewayUrl, session: gatewaySession, ...readGatewayCredentials(io.env) };
  const read = newGateway.safeParse(given);
  if (!read.success) throw new CommandFailed(io.text('gateway_bad_url', { url: gatewayUrl }), exitCodes.usage);
  return read.data;
}

/** What is known about one session. */
export async function showSession(io: Io, given: string, options: ServerOptions): Promise<void> {
  const api = connectApi(io, options);
  const { session } = (await api.get(await sessionPath(io, api, given), sessionAnswer)).data;
  if (options.json) return io.print(JSON.stringify({ session }));
  const fields = Object.entries({ ...session, qr_code: session.qr_code && '...' });
  io.print(
    table(
      fields.map(([field, value]) => ({ field, value: typeof value === 'object' ? JSON.stringify(value) : value })),
      ['field', 'value'],
    ),
  );
}

/** Connects, reconnects or logs out. */
export async function moveSession(io: Io, move: Move, given: string, options: ServerOptions): Promise<void> {
  const api = connectApi(io, options);
  const { message, data } = await api.post(`${await sessionPath(io, api, given)}/${move}`, {}, sessionMoved);
  io.print(options.json ? JSON.stringify(data) : `${message}: ${data.status}`);
}

/** Removes a session with everything saved under it, once the user said so. */
export async function deleteSession(io: Io, given: string, options: ServerOptions & { yes?: boolean }): Promise<void> {
  if (!options.yes) throw new CommandFailed(io.text('delete_needs_yes', { name: given }), exitCodes.usage);
  const api = connectApi(io, options);
  const session_id = await sessionId(io, api, given);
  const { message } = await api.delete(pathOf(session_id), done);
  io.print(options.json ? JSON.stringify({ session_id, deleted: true }) : message);
}
