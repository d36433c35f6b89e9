import { done, sessionAnswer, sessionCreated, sessionList, sessionMoved } from '@grabber/contract';
import { connectApi, type ServerOptions } from './api.ts';
import { CommandFailed, exitCodes } from './failure.ts';
import { pathOf, sessionId, sessionPath } from './find-session.ts';
import type { Io } from './io.ts';
import { table } from './table.ts';

const columns = ['session_id', 'name', 'status', 'status_reason', 'phone_number', 'sync_state'] as const;

export type Move = 'connect' | 'reconnect' | 'logout';

/** All sessions that the key may see. */
export async function listSessions(io: Io, options: ServerOptions): Promise<void> {
  const { sessions } = await connectApi(io, options).get('/sessions', sessionList);
  if (options.json) return io.print(JSON.stringify({ sessions }));
  if (sessions.length === 0) return io.say('sessions_none');
  io.print(table(sessions, columns));
}

/** Makes a session, which then waits to be linked. */
export async function createSession(io: Io, name: string, options: ServerOptions & { phone?: string }): Promise<void> {
  const body = { name, phone_number: options.phone ?? null };
  const { session } = await connectApi(io, options).post('/sessions', body, sessionCreated);
  if (options.json) return io.print(JSON.stringify({ session }));
  io.say('session_made', { id: session.session_id });
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
