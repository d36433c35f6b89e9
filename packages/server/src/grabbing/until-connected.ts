import { asSystem } from '../auth/index.ts';
import type { Session, Sessions } from '../sessions/index.ts';

/** Resolves with the session as soon as it is connected. Throws `session_not_found`, or the signal's reason. */
export async function untilConnected(
  sessions: Pick<Sessions, 'get' | 'subscribe'>,
  sessionId: string,
  signal: AbortSignal,
): Promise<Session> {
  signal.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<Session>();
  const take = (session: Session) => {
    if (session.session_id === sessionId && session.status === 'connected') resolve(session);
  };
  const onAbort = () => reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  const unsubscribe = sessions.subscribe(take);
  try {
    sessions.get(asSystem(sessionId)).then(take, reject);
    return await promise;
  } finally {
    unsubscribe();
    signal.removeEventListener('abort', onAbort);
  }
}
