import type { GrabKind, GrabStage } from '@grabber/contract';
import { type ChangeSignal, lastSeq } from '../changes/index.ts';
import { AppError, type Clock, isoTime, toErrorData } from '../core/index.ts';
import type { Engine } from '../engine/index.ts';
import type { Logger } from '../observability/index.ts';
import type { Session } from '../sessions/index.ts';
import type { Storage } from '../storage/index.ts';
import { accountDigits } from './account-digits.ts';
import { listGrabErrors } from './grab-errors.repo.ts';
import { findGrab, type GrabPatch, updateGrab } from './grabs.repo.ts';
import { noteGrab } from './note.ts';
import { planRetry } from './retry.ts';
import type { SaveProgress, Saver } from './save/index.ts';
import type { SaveClient } from './save-client.ts';
import { transfer } from './transfer.ts';
import type { Grab } from './types.ts';

/** Shortest time between two progress calls. */
const progressEveryMs = 200;

export type RunDeps = {
  storage: Storage;
  saving: SaveClient;
  engineFor: (session: Session) => Engine;
  clock: Clock;
  /** Longest time to read each kind from WhatsApp. */
  timeouts: Record<GrabKind, number>;
  logger: Logger;
  notify: (grab: Grab) => void;
  /** Ask for the whole address book, though it was read lately. */
  refreshAddressBook: boolean;
  /** Called after a commit that noted a change. */
  changed?: ChangeSignal['publish'] | undefined;
};

/** One run of a grab over a connected session, until its row has an end state; throws only if the row cannot be written. */
export async function runGrab(deps: RunDeps, grab: Grab, session: Session, controller: AbortController): Promise<Grab> {
  const step = stepper(deps, grab);
  const { clock, logger } = deps;
  const resumed = grab.started_at !== null;
  try {
    controller.signal.throwIfAborted();
    await step.write({ status: 'running', started_at: grab.started_at ?? isoTime(clock.now()) });
    const missing = await grabEverything(deps, { grab, session, controller, resumed, step });
    const status = step.current().errors_count > 0 ? 'completed_with_errors' : 'completed';
    const parts = missing.length > 0 ? JSON.stringify(missing) : null;
    return await step.end({ status, missing: parts });
  } catch (error) {
    const cause = controller.signal.aborted ? controller.signal.reason : error;
    const { code, reason } = toErrorData(cause);
    if (code === 'shutting_down') return await step.write({ status: 'queued', stage: 'waiting' });
    if (code === 'internal') logger.error({ err: cause, grab_id: grab.id }, 'grab failed');
    return await step.end({
      status: code === 'cancelled' ? 'cancelled' : 'failed',
      error_code: code,
      error_reason: reason,
    });
  }
}

type Run = { grab: Grab; session: Session; controller: AbortController; resumed: boolean; step: Stepper };

async function grabEverything(deps: RunDeps, { grab, session, controller, resumed, step }: Run) {
  const { id, kind, session_id } = grab;
  const groupIds = await groupsToRead(deps, grab);
  const me = accountDigits(session);
  const saver = await deps.saving.open({ sessionId: session_id, grabId: id, kind, me, resumed });
  try {
    const missing = await inTime(deps, kind, controller, () =>
      transfer({
        engine: deps.engineFor(session),
        saver,
        sessionId: session_id,
        kind,
        groupIds,
        refreshAddressBook: deps.refreshAddressBook,
        controller,
        onStage: (stage) => step.enter(stage),
        onProgress: step.progress,
      }),
    );
    await step.enter('saving');
    step.settle(await saver.finish());
    return missing;
  } catch (error) {
    await keepWhatCame(deps, saver, step);
    throw error;
  }
}

/** A retry reads only the groups that failed, where they are known. */
async function groupsToRead({ storage }: RunDeps, { retry_of }: Grab): Promise<string[] | undefined> {
  const original = retry_of === null ? undefined : await findGrab(storage.db, retry_of);
  return original && planRetry(original, await listGrabErrors(storage.db, original.id)).groupIds;
}

/** Runs the work under the time limit of its kind. */
async function inTime<T>(
  { clock, timeouts }: RunDeps,
  kind: GrabKind,
  controller: AbortController,
  work: () => Promise<T>,
): Promise<T> {
  const ms = timeouts[kind];
  const cause = new Error(`no complete answer within ${ms} ms`);
  const callOff = clock.after(ms, () =>
    controller.abort(new AppError('timeout', { details: { timeout_ms: ms }, cause })),
  );
  try {
    return await work();
  } finally {
    callOff();
  }
}

async function keepWhatCame({ logger }: RunDeps, saver: Saver, step: Stepper): Promise<void> {
  try {
    step.settle(await saver.stop());
  } catch (error) {
    logger.warn({ err: error }, 'what came last could not be saved');
  }
}

type Stepper = {
  current(): Grab;
  enter(stage: GrabStage): Promise<void>;
  progress(progress: SaveProgress): void;
  settle(progress: SaveProgress): void;
  write(patch: GrabPatch): Promise<Grab>;
  end(patch: GrabPatch): Promise<Grab>;
};

/** Writes a grab's row and, when it began or ended, notes that in the log. */
export async function writeGrab(
  { storage, clock, changed }: Pick<RunDeps, 'storage' | 'clock' | 'changed'>,
  before: Grab,
  patch: GrabPatch,
): Promise<void> {
  await storage.transaction(async (trx) => {
    await updateGrab(trx, before.id, patch);
    await noteGrab(storage, trx, before, patch, clock.now());
  });
  const { session_id } = before;
  if (patch.status) changed?.({ session_id, seq: await lastSeq(storage.db, session_id) });
}

/** Keeps the row in the database and the one told to listeners in step. */
function stepper({ storage, clock, notify, changed }: RunDeps, grab: Grab): Stepper {
  let current = grab;
  let told = 0;
  const tell = (next: Grab) => {
    current = next;
    told = clock.now();
    notify(next);
  };
  const write = async (patch: GrabPatch) => {
    await writeGrab({ storage, clock, changed }, current, patch);
    tell((await findGrab(storage.db, grab.id)) ?? current);
    return current;
  };
  return {
    current: () => current,
    write,
    async enter(stage) {
      await updateGrab(storage.db, grab.id, { stage });
      tell({ ...current, stage });
    },
    progress(progress) {
      current = { ...current, ...progress };
      if (clock.now() - told >= progressEveryMs) tell(current);
    },
    settle(progress) {
      current = { ...current, ...progress };
    },
    end: (patch) => write({ ...patch, stage: 'done', finished_at: isoTime(clock.now()) }),
  };
}
