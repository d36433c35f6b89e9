import { type ChangeSignal, lastSeq } from '../changes/index.ts';
import { type Clock, isoTime, toErrorData } from '../core/index.ts';
import type { Engine, EngineEvent } from '../engine/index.ts';
import type { Logger } from '../observability/index.ts';
import type { Storage } from '../storage/index.ts';
import { backoffMs } from './backoff.ts';
import { noteState } from './note.ts';
import { currentPairing, noPairing, pairingAfter, qrImage } from './pairing.ts';
import { findSession, type SessionPatch, updateSession } from './sessions.repo.ts';
import { connectingPatch, patchFor } from './transitions.ts';
import type { Pairing, Session } from './types.ts';

/** What is known of a session only while the program runs. */
type Runtime = {
  pairing: Pairing;
  /** Failed attempts in a row. */
  attempt: number;
  cancelRetry: () => void;
  /** Events and commands of one session, one after the other. */
  tail: Promise<unknown>;
};

export type SupervisorDeps = {
  storage: Storage;
  engine: Engine;
  clock: Clock;
  logger: Logger;
  onChange: (session: Session) => void;
  /** Called after a commit that noted a change. */
  changed: ChangeSignal['publish'];
};

/** Follows the engine's events: keeps the rows true, and brings lost connections back with back-off. Owns the retry timers until `close`. */
export function createSupervisor({ storage, engine, clock, logger, onChange, changed }: SupervisorDeps) {
  const runtimes = new Map<string, Runtime>();
  let closing = false;
  const unsubscribe = engine.subscribe((event) => {
    if (event.type !== 'told') void inTurn(event.session_id, () => handle(event));
  });

  function runtimeOf(sessionId: string): Runtime {
    const known = runtimes.get(sessionId);
    if (known) return known;
    const fresh: Runtime = { pairing: noPairing, attempt: 0, cancelRetry: () => {}, tail: Promise.resolve() };
    runtimes.set(sessionId, fresh);
    return fresh;
  }

  function inTurn<T>(sessionId: string, task: () => Promise<T>): Promise<T> {
    const runtime = runtimeOf(sessionId);
    const result = runtime.tail.then(task);
    runtime.tail = result.catch((error: unknown) => logger.error({ error: toErrorData(error) }, 'session task failed'));
    return result;
  }

  async function save(sessionId: string, patch: SessionPatch): Promise<Session | undefined> {
    const before = await storage.transaction(async (trx) => {
      const known = await findSession(trx, sessionId);
      await updateSession(trx, sessionId, patch);
      if (known) await noteState(storage, trx, known, patch, isoTime(clock.now()));
      return known;
    });
    const row = await findSession(storage.db, sessionId);
    if (row) onChange(row);
    if (row && row.status !== before?.status)
      changed({ session_id: sessionId, seq: await lastSeq(storage.db, sessionId) });
    return row;
  }

  async function handle(event: EngineEvent): Promise<void> {
    // Whoever asked for the stop has said so in the row already.
    if (closing || (event.type === 'closed' && event.reason === 'stopped')) return;
    const runtime = runtimeOf(event.session_id);
    const image = event.type === 'qr' ? await qrImage(event.qr_raw) : null;
    runtime.pairing = pairingAfter(runtime.pairing, event, image);
    const row = await save(event.session_id, patchFor(event, clock.now(), image));
    if (!row) return;
    if (event.type === 'open') runtime.attempt = 0;
    if (event.type === 'closed' && event.retry === 'later') retryLater(event.session_id, runtime);
  }

  function retryLater(sessionId: string, runtime: Runtime): void {
    const delay = backoffMs(runtime.attempt, clock.random());
    runtime.attempt += 1;
    runtime.cancelRetry();
    runtime.cancelRetry = clock.after(delay, () => void connect(sessionId).catch(() => {}));
  }

  async function open(sessionId: string): Promise<void> {
    runtimeOf(sessionId).cancelRetry();
    if (closing || !(await save(sessionId, connectingPatch(clock.now())))) return;
    try {
      await engine.connect(sessionId);
    } catch (error) {
      logger.warn({ error: toErrorData(error) }, 'could not start connecting');
      await handle({ session_id: sessionId, type: 'closed', reason: 'unreachable', retry: 'later' });
    }
  }

  /** Starts one attempt to connect; the row says `connecting` when this resolves. */
  function connect(sessionId: string): Promise<void> {
    return inTurn(sessionId, () => open(sessionId));
  }

  /** Ends the connection, with the credentials when `erase` is set; no retry follows. */
  async function stop(sessionId: string, erase: boolean): Promise<void> {
    await inTurn(sessionId, async () => {
      runtimeOf(sessionId).cancelRetry();
      runtimeOf(sessionId).pairing = noPairing;
      await (erase ? engine.logout(sessionId) : engine.disconnect(sessionId));
    });
  }

  async function close(): Promise<void> {
    closing = true;
    unsubscribe();
    for (const runtime of runtimes.values()) runtime.cancelRetry();
    await Promise.all([...runtimes.values()].map((runtime) => runtime.tail));
  }

  return {
    connect,
    stop,
    save,
    close,
    forget: (sessionId: string) => void runtimes.delete(sessionId),
    pairing: (sessionId: string) => currentPairing(runtimes.get(sessionId)?.pairing ?? noPairing, clock.now()),
    addPairingCode(sessionId: string, code: string, expiresAt: string): void {
      const runtime = runtimeOf(sessionId);
      runtime.pairing = { ...runtime.pairing, pairing_code: code, pairing_code_expires_at: expiresAt };
    },
  };
}
