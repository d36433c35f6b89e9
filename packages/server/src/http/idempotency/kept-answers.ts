import { type Clock, isoTime } from '../../core/index.ts';
import type { Db, Storage } from '../../storage/index.ts';
import { deleteAnswer, deleteAnswersBefore, findAnswer, insertAnswer, updateAnswer } from './kept-answers.repo.ts';

export type Claim = { is: 'new' | 'running' | 'other' } | { is: 'done'; status: number; body: string | null };

/** Requests that callers made with an `Idempotency-Key`, for 24 hours. */
export type KeptAnswers = {
  /** `new`: go on, it is noted as running; `other`: the key was used for something else. */
  claim(requestKey: string, requestHash: string): Promise<Claim>;
  /** Without a body, when that must not be kept. */
  keep(requestKey: string, status: number, body: string | null): Promise<void>;
  /** Nothing was done, so the same request may come again. */
  release(requestKey: string): Promise<void>;
};

const keptMs = 24 * 60 * 60 * 1000;
/** Longer than any POST takes: whoever has not ended by then died. */
const abandonedMs = 5 * 60 * 1000;

/** The `KeptAnswers` service. */
export function createKeptAnswers({ storage, clock }: { storage: Storage; clock: Clock }): KeptAnswers {
  async function tryClaim(trx: Db, requestKey: string, requestHash: string): Promise<Claim> {
    const now = clock.now();
    await deleteAnswersBefore(trx, isoTime(now - keptMs));
    const known = await findAnswer(trx, requestKey);
    if (!known) {
      await insertAnswer(trx, {
        request_key: requestKey,
        request_hash: requestHash,
        status: null,
        body: null,
        at: isoTime(now),
      });
      return { is: 'new' };
    }
    if (known.request_hash !== requestHash) return { is: 'other' };
    if (known.status !== null) return { is: 'done', status: known.status, body: known.body };
    if (Date.parse(known.at) > now - abandonedMs) return { is: 'running' };
    await updateAnswer(trx, requestKey, { at: isoTime(now) });
    return { is: 'new' };
  }

  const claim = (requestKey: string, requestHash: string) =>
    storage.transaction((trx) => tryClaim(trx, requestKey, requestHash));

  return {
    // Of two that come at once the later cannot insert; by then it finds the other's row.
    claim: (requestKey, requestHash) => claim(requestKey, requestHash).catch(() => claim(requestKey, requestHash)),
    keep: (requestKey, status, body) => storage.transaction((trx) => updateAnswer(trx, requestKey, { status, body })),
    release: (requestKey) => storage.transaction((trx) => deleteAnswer(trx, requestKey)),
  };
}
