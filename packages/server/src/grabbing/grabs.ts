import type { GrabKind } from '@grabber/contract';
import type { Authorized } from '../auth/index.ts';
import { AppError, isoTime, toErrorData } from '../core/index.ts';
import type { Session, Sessions } from '../sessions/index.ts';
import { countGrabErrors, listGrabErrors, pageGrabErrors } from './grab-errors.repo.ts';
import { countGrabs, findGrab, insertGrab, listRecentGrabs, listUnfinishedGrabs, pageGrabs } from './grabs.repo.ts';
import { createLanes, type Lanes } from './lanes.ts';
import { planRetry, requireRetryable } from './retry.ts';
import { type RunDeps, runGrab, writeGrab } from './run.ts';
import type { Grab, Grabs } from './types.ts';
import { untilConnected } from './until-connected.ts';

export type GrabsDeps = Omit<RunDeps, 'notify' | 'refreshAddressBook'> & {
  sessions: Pick<Sessions, 'requireConnected' | 'get' | 'subscribe'>;
  /** Shared with whoever else writes the sessions' rows. */
  lanes?: Lanes;
};

/** Grabs told of at once; older ones are asked for session by session. */
const recentGrabs = 200;

type Wanted = { kind: GrabKind; retryOf: number | null; refreshAddressBook?: boolean | undefined };

/** A grab that has not ended. */
type Active = {
  sessionId: string;
  kind: GrabKind;
  /** The grab that it retries: it reads too little to serve others. */
  retryOf: number | null;
  controller: AbortController;
  /** The row as it stood in the beginning. */
  row: Promise<Grab>;
  /** The row as it stands. */
  current: Grab | undefined;
  ended: Promise<Grab>;
};

/** The `Grabs` service. Owns its timers until `close`; storage and data worker stay the caller's to close. */
export function createGrabs({ sessions, lanes = createLanes(), ...deps }: GrabsDeps): Grabs {
  const { storage, saving, clock } = deps;
  const active = new Set<Active>();
  const listeners = new Set<(grab: Grab) => void>();
  const insertions = createLanes();
  let closing = false;

  const byId = (grabId: number) => active.values().find(({ current }) => current?.id === grabId);
  const ofSession = (sessionId: string) => [...active].filter((each) => each.sessionId === sessionId);

  function notify(grab: Grab): void {
    const running = byId(grab.id);
    if (running) running.current = grab;
    for (const listener of listeners) listener(grab);
  }

  function enter(
    sessionId: string,
    { kind, retryOf, refreshAddressBook }: Wanted,
    row: Promise<Grab>,
    ready: (signal: AbortSignal) => Promise<Session>,
  ): Active {
    const controller = new AbortController();
    const entry: Active = { sessionId, kind, retryOf, controller, row, current: undefined, ended: row };
    active.add(entry);
    entry.ended = live(entry, ready, refreshAddressBook).finally(() => active.delete(entry));
    entry.ended.catch(() => undefined);
    return entry;
  }

  async function live(
    entry: Active,
    ready: (signal: AbortSignal) => Promise<Session>,
    refreshAddressBook = false,
  ): Promise<Grab> {
    const { controller, sessionId } = entry;
    const grab = await entry.row;
    entry.current = grab;
    try {
      const session = await ready(controller.signal);
      return await lanes.run(
        sessionId,
        () => runGrab({ ...deps, notify, refreshAddressBook }, grab, session, controller),
        controller.signal,
      );
    } catch (error) {
      return await endUnstarted(grab, error);
    }
  }

  async function endUnstarted(grab: Grab, error: unknown): Promise<Grab> {
    const { code, reason } = toErrorData(error);
    if (code === 'shutting_down') return grab;
    const status = code === 'cancelled' ? 'cancelled' : 'failed';
    const finished_at = isoTime(clock.now());
    await writeGrab(deps, grab, { status, stage: 'done', error_code: code, error_reason: reason, finished_at });
    const ended = await requireGrab(grab.id);
    notify(ended);
    return ended;
  }

  async function requireGrab(grabId: number, sessionId?: string): Promise<Grab> {
    const grab = byId(grabId)?.current ?? (await findGrab(storage.db, grabId));
    if (!grab || (sessionId !== undefined && grab.session_id !== sessionId)) throw new AppError('grab_not_found');
    return grab;
  }

  async function start(id: Authorized<string>, wanted: Wanted): Promise<Grab> {
    const session = await sessions.requireConnected(id);
    if (closing) throw new AppError('shutting_down');
    const running = ofSession(id).find((each) => serves(each, wanted));
    if (running) return running.current ?? (await running.row);
    const row = insertions.run(id, () => insertGrab(storage, id, wanted.kind, isoTime(clock.now()), wanted.retryOf));
    return await enter(id, wanted, row, async () => session).row;
  }

  async function retry(id: Authorized<string>, grabId: number): Promise<Grab> {
    const grab = await requireGrab(grabId, id);
    requireRetryable(grab);
    const { kind } = planRetry(grab, await listGrabErrors(storage.db, grabId));
    // A retry that broke off before it read anything leaves the same undone as the grab before it.
    const left = grab.status === 'completed_with_errors' ? grabId : (grab.retry_of ?? grabId);
    return await start(id, { kind, retryOf: left });
  }

  async function cancelAll(id: Authorized<string>): Promise<void> {
    const running = ofSession(id);
    for (const { controller } of running) controller.abort(new AppError('cancelled'));
    await Promise.allSettled(running.map(({ ended }) => ended));
  }

  return {
    start: (id, kind, { refreshAddressBook } = {}) => start(id, { kind, retryOf: null, refreshAddressBook }),
    retry,
    cancelAll,
    async wait(grabId) {
      const grab = (await byId(grabId)?.ended) ?? (await requireGrab(grabId));
      if (closing && grab.finished_at === null) throw new AppError('shutting_down');
      return grab;
    },
    get: (id, grabId) => requireGrab(grabId, id),
    async list(id, { total, ...wish }) {
      const page = await pageGrabs(storage.db, id, wish);
      return total ? { ...page, total: await countGrabs(storage.db, id) } : page;
    },
    recent: (since, visible) => listRecentGrabs(storage.db, since, visible, recentGrabs),
    errors: (grabId) => listGrabErrors(storage.db, grabId),
    async errorsPage(grabId, { total, ...wish }) {
      const page = await pageGrabErrors(storage.db, grabId, wish);
      return total ? { ...page, total: await countGrabErrors(storage.db, grabId) } : page;
    },
    async cancel(id, grabId) {
      const grab = await requireGrab(grabId, id);
      const running = byId(grabId);
      running?.controller.abort(new AppError('cancelled'));
      return (await running?.ended) ?? grab;
    },
    async deleteContacts(id) {
      await sessions.get(id);
      return await lanes.run(id, () => saving.eraseContacts(id));
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async resume() {
      for (const grab of await listUnfinishedGrabs(storage.db)) {
        if (byId(grab.id)) continue;
        const entry = enter(
          grab.session_id,
          { kind: grab.kind, retryOf: grab.retry_of },
          Promise.resolve(grab),
          (signal) => untilConnected(sessions, grab.session_id, signal),
        );
        entry.current = grab;
      }
    },
    async close() {
      closing = true;
      for (const { controller } of active) controller.abort(new AppError('shutting_down'));
      await Promise.allSettled([...active].map(({ ended }) => ended));
    },
  };
}

/** Whether a caller who wants this kind may wait for that grab instead. */
function serves({ kind, retryOf, controller }: Active, wanted: Wanted): boolean {
  if (controller.signal.aborted) return false;
  if (retryOf !== null) return retryOf === wanted.retryOf;
  return kind === wanted.kind || kind === 'all';
}
