import { AppError, contactIdOf, toErrorData } from '../../core/index.ts';
import type { EngineFailure, EnginePerson } from '../engine.ts';
import type { Connection } from './connection.ts';
import { deadline, pause, toEngineError, until } from './errors.ts';
import type { EngineTimings } from './timings.ts';

/**
 * Asks for people's small pictures, one after the other and slowly (whatsapp-protocol.md, E6 and F11): "none" and "private" are
 * no failures, no answer is one. Stops asking at the first rate limit.
 */
export async function addPictures(
  connection: Connection,
  people: EnginePerson[],
  timings: EngineTimings,
  signal: AbortSignal,
): Promise<EngineFailure[]> {
  const failures: EngineFailure[] = [];
  for (const person of people) {
    try {
      person.profile_picture = await pictureAddress(connection, contactIdOf(person), timings.picture, signal);
    } catch (error) {
      if (signal.aborted || connection.over.aborted) throw error;
      failures.push({ item: 'picture', item_id: contactIdOf(person), error: toErrorData(error) });
      if (error instanceof AppError && error.code === 'rate_limited') break;
    }
    await pause(timings.pictureSpacing, signal, connection.over);
  }
  return failures;
}

/** The address of somebody's small picture; null when there is none, or it is not for us. */
export async function pictureAddress(
  { sock, over }: Connection,
  jid: string,
  timeout: number,
  signal: AbortSignal,
): Promise<string | null> {
  try {
    const url = sock.profilePictureUrl(jid, 'preview', timeout);
    return (await until(url, signal, over, deadline(timeout + 1000))) ?? null;
  } catch (error) {
    const failure = toEngineError(error);
    if (failure.details['code'] === 404 || failure.details['code'] === 401) return null;
    throw failure;
  }
}
