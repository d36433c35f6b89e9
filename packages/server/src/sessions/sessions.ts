import { randomUUID } from 'node:crypto';
import { type Authorized, asSystem, visibleTo } from '../auth/index.ts';
import { type ChangeSignal, lastSeq } from '../changes/index.ts';
import { AppError, type Clock, isoTime } from '../core/index.ts';
import type { Engine, GatewayStore } from '../engine/index.ts';
import type { Logger } from '../observability/index.ts';
import type { Storage } from '../storage/index.ts';
import { noteRemoved } from './note.ts';
import { deleteSession, findSession, insertSession, listSessions, type SessionPatch } from './sessions.repo.ts';
import { createSupervisor } from './supervisor.ts';
import { comesBack } from './transitions.ts';
import type { NewSession, Session, Sessions } from './types.ts';

export type SessionsDeps = {
  storage: Storage;
  engine: Engine;
  gateways: Pick<GatewayStore, 'save' | 'forget'>;
  clock: Clock;
  logger: Logger;
  /** Removes what the layers above keep under a session; called before its row goes, so that a crash in between leaves a row to delete again. */
  eraseSaved: (id: Authorized<string>) => Promise<void>;
  /** Called after a commit that noted a change. */
  changed?: ChangeSignal['publish'] | undefined;
};

/** How many accounts are brought back at the same time when the program starts. */
const startAtOnce = 8;

/** The `Sessions` service over one engine. Owns its timers until `close`; the engine stays the caller's to close. */
export function createSessions({
  storage,
  engine,
  gateways,
  clock,
  logger,
  eraseSaved,
  changed = () => {},
}: SessionsDeps): Sessions {
  const listeners = new Set<Parameters<Sessions['subscribe']>[0]>();
  const notify = (session: Session, change: 'changed' | 'removed' = 'changed') => {
    for (const listener of listeners) listener(session, change);
  };
  const supervisor = createSupervisor({ storage, engine, clock, logger, onChange: (row) => notify(row), changed });

  async function get(id: Authorized<string>): Promise<Session> {
    const row = await findSession(storage.db, id);
    if (!row) throw new AppError('session_not_found');
    return row;
  }

  /** The session as one that may be connected: one of imported contacts has no account. */
  async function getAccount(id: Authorized<string>): Promise<Session> {
    const row = await get(id);
    if (row.engine === 'none') throw new AppError('unsupported');
    return row;
  }

  async function create(input: NewSession): Promise<Session> {
    const sessionId = input.session_id ?? randomUUID();
    if (await findSession(storage.db, sessionId)) throw new AppError('session_exists');
    await storage.transaction(async (trx) => {
      await insertSession(trx, newRow(input, sessionId, isoTime(clock.now())));
      if (input.gateway) await gateways.save(trx, sessionId, settingsOf(input.gateway));
    });
    await supervisor.connect(sessionId);
    return await get(asSystem(sessionId));
  }

  async function connect(id: Authorized<string>): Promise<Session> {
    const row = await getAccount(id);
    if (row.status === 'connected' || row.status === 'qr_ready' || row.status === 'authenticated') return row;
    await supervisor.connect(id);
    return await get(id);
  }

  async function reconnect(id: Authorized<string>): Promise<Session> {
    await getAccount(id);
    await supervisor.stop(id, false);
    await supervisor.connect(id);
    return await get(id);
  }

  async function requestPairingCode(id: Authorized<string>, phone: string) {
    await getAccount(id);
    if (await engine.isLinked(id)) throw new AppError('pairing_unavailable');
    await connect(id);
    const { code, expires_at } = await engine.requestPairingCode(id, phone);
    supervisor.addPairingCode(id, code, expires_at);
    return supervisor.pairing(id);
  }

  async function logout(id: Authorized<string>): Promise<Session> {
    await get(id);
    await supervisor.stop(id, true);
    await supervisor.save(id, loggedOut(isoTime(clock.now())));
    return await get(id);
  }

  async function remove(id: Authorized<string>): Promise<void> {
    const last = await get(id);
    await supervisor.stop(id, true);
    await eraseSaved(id);
    await storage.transaction(async (trx) => {
      await gateways.forget(trx, id);
      await deleteSession(trx, id);
      await noteRemoved(storage, trx, last, isoTime(clock.now()));
    });
    supervisor.forget(id);
    notify(last, 'removed');
    changed({ session_id: id, seq: await lastSeq(storage.db, id) });
  }

  async function bringBack(session: Session): Promise<void> {
    const linked = await engine.isLinked(session.session_id);
    if (comesBack(session, linked)) return await supervisor.connect(session.session_id);
    const stale = session.status === 'connected' || session.status === 'connecting' || session.status === 'qr_ready';
    if (!stale) return;
    const reason = linked ? 'stopped' : 'not_linked';
    await supervisor.save(session.session_id, { status: 'disconnected', status_reason: reason, qr_code: null });
  }

  async function start(): Promise<void> {
    const waiting = await listSessions(storage.db);
    const next = async () => {
      for (let session = waiting.shift(); session; session = waiting.shift()) await bringBack(session);
    };
    await Promise.all(Array.from({ length: startAtOnce }, next));
  }

  return {
    async list(visible, { activeOnly = false } = {}) {
      const rows = visibleTo(visible, await listSessions(storage.db));
      return activeOnly ? rows.filter((row) => row.is_active && row.status === 'connected') : rows;
    },
    get,
    create,
    connect,
    reconnect,
    requestPairingCode,
    logout,
    delete: remove,
    start,
    async pairing(id) {
      await get(id);
      return supervisor.pairing(id);
    },
    async requireConnected(id) {
      const row = await get(id);
      if (row.status === 'connected') return row;
      throw new AppError('session_not_connected', { details: { status: row.status, reason: row.status_reason } });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => supervisor.close(),
  };
}

function settingsOf({ kind: _, ...settings }: NonNullable<NewSession['gateway']>) {
  return settings;
}

function newRow(input: NewSession, sessionId: string, at: string) {
  return {
    session_id: sessionId,
    name: input.name,
    phone_number: input.phone_number ?? null,
    status: 'connecting' as const,
    qr_code: null,
    is_active: true,
    last_activity: null,
    device_info: null,
    created_at: at,
    updated_at: at,
    status_reason: null,
    engine: input.gateway?.kind ?? 'baileys',
    lid: null,
    sync_state: 'none' as const,
    sync_missing: null,
  };
}

function loggedOut(at: string): SessionPatch {
  return {
    status: 'disconnected',
    status_reason: 'logged_out',
    qr_code: null,
    is_active: false,
    sync_state: 'none',
    sync_missing: null,
    updated_at: at,
  };
}
