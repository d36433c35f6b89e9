import { type ContactFilter, sessionList } from '@grabber/contract';
import { z } from 'zod';
import type { Api } from './api.ts';
import { CommandFailed, exitCodes } from './failure.ts';
import type { Io } from './io.ts';

/** The address of the session that the user means by its id or its name. */
export async function sessionPath(io: Io, api: Api, given: string): Promise<string> {
  return pathOf(await sessionId(io, api, given));
}

export function pathOf(session_id: string): string {
  return `/sessions/${encodeURIComponent(session_id)}`;
}

/** The id of the session that the user means. An unknown one is left for the server to judge. */
export async function sessionId(io: Io, api: Api, given: string): Promise<string> {
  const sessions = await readable(api);
  if (sessions.some((session) => session.session_id === given)) return given;
  const named = sessions.filter((session) => session.name === given);
  if (named.length > 1) {
    const ids = named.map((session) => session.session_id).join(', ');
    throw new CommandFailed(io.text('session_ambiguous', { name: given, ids }), exitCodes.failed);
  }
  return named[0]?.session_id ?? given;
}

/** The id of the session that the user means, for where no answer would say that there is none: in a filter it would find nobody. */
async function existingSessionId(io: Io, api: Api, given: string): Promise<string> {
  const id = await sessionId(io, api, given);
  await api.get(pathOf(id), z.unknown()).catch((error: unknown) => {
    if (!isRefused(error)) throw error;
  });
  return id;
}

/** The filter for the contacts of one session, or none for all. */
export async function onlyOf(io: Io, api: Api, session?: string): Promise<{ filter?: ContactFilter }> {
  if (session === undefined) return {};
  return { filter: { any: [{ all: [{ field: 'session', in: [await existingSessionId(io, api, session)] }] }] } };
}

/** A key for grabs alone may not list sessions, but may name one. */
async function readable(api: Api) {
  try {
    return (await api.get('/sessions', sessionList)).sessions;
  } catch (error) {
    if (isRefused(error)) return [];
    throw error;
  }
}

function isRefused(error: unknown): boolean {
  return error instanceof CommandFailed && error.exitCode === exitCodes.refused;
}
