import type { StatusReason } from '@grabber/contract';
import { AppError, toErrorData } from '../../core/index.ts';
import type { EngineAccount } from '../engine.ts';
import type { AccountDeps } from './account.ts';
import type { Gateway, GatewayState } from './gateway.ts';
import { problemOf } from './problem.ts';
import { createQrShow, type QrShow } from './qr-show.ts';

export type Ending = { reason: StatusReason; retry: 'later' | 'never' };

/** Problems that only the user can mend, and what the session says of them. */
const lasting: Partial<Record<string, StatusReason>> = {
  address_invalid: 'engine_unreachable',
  address_moved: 'engine_unreachable',
  engine_too_old: 'engine_too_old',
  wrong_key: 'wrong_key',
  wrong_session: 'wrong_session',
};

/** An open account outlives so many looks without an answer. */
const missesAllowed = 2;

/** One attempt to connect, from the first look at the gateway to the `closed` event. Looks again and again, by the clock. */
export class Attempt {
  readonly #deps: AccountDeps;
  readonly #onEnd: () => void;
  readonly #over = new AbortController();
  readonly #startedAt: number;
  readonly #qr: QrShow;
  readonly #id: { session_id: string };
  #gateway: Gateway | undefined;
  #manages = false;
  #asked = false;
  #sawUnlinked = false;
  #account: EngineAccount | undefined;
  #misses = 0;
  #callOff = () => {};

  constructor(deps: AccountDeps, onEnd: () => void) {
    this.#deps = deps;
    this.#onEnd = onEnd;
    this.#startedAt = deps.clock.now();
    this.#qr = createQrShow(deps);
    this.#id = { session_id: deps.sessionId };
  }

  /** The first look. Settings that cannot be read end the attempt like a refused key does. */
  async begin(): Promise<void> {
    try {
      this.#manages = (await this.#deps.settings()).manages_account;
      this.#gateway = await this.#deps.open();
    } catch (error) {
      this.#deps.logger.warn({ error: toErrorData(error) }, 'the settings of a gateway cannot be used');
      const reason = lasting[problemOf(error) ?? ''] ?? 'credentials_unreadable';
      return this.end({ reason, retry: 'never' });
    }
    if (!this.#over.signal.aborted) await this.#look(this.#gateway);
  }

  opened(): { gateway: Gateway; account: EngineAccount; over: AbortSignal } | undefined {
    if (!this.#gateway || !this.#account) return undefined;
    return { gateway: this.#gateway, account: this.#account, over: this.#over.signal };
  }

  /** Ends the attempt, once. */
  end(ending: Ending): void {
    if (this.#over.signal.aborted) return;
    this.#over.abort(new AppError('not_connected'));
    this.#callOff();
    this.#onEnd();
    this.#deps.emit({ ...this.#id, type: 'closed', ...ending });
  }

  async #look(gateway: Gateway): Promise<void> {
    const { poll, pollOpen } = this.#deps.timings;
    try {
      await this.#heed(gateway, await gateway.readState(this.#over.signal));
      this.#misses = 0;
    } catch (error) {
      if (!this.#over.signal.aborted) this.#missed(error);
    }
    if (this.#over.signal.aborted) return;
    const pause = this.#account ? pollOpen : poll;
    this.#callOff = this.#deps.clock.after(pause, () => void this.#look(gateway));
  }

  async #heed(gateway: Gateway, state: GatewayState): Promise<void> {
    if (this.#over.signal.aborted) return;
    if (state.state === 'open') return this.#opened(state);
    if (this.#account) return this.end(endingOf(state));
    if (state.state === 'unlinked') return await this.#show(gateway);
    if (state.state === 'down') return await this.#start(gateway, state.reason);
    this.#giveUpWhenLate('server_unavailable');
  }

  #opened({ account, missing }: Extract<GatewayState, { state: 'open' }>): void {
    if (this.#account) return;
    this.#account = account;
    const { emit } = this.#deps;
    if (this.#sawUnlinked) emit({ ...this.#id, type: 'linked', account });
    emit({ ...this.#id, type: 'open', account });
    emit({ ...this.#id, type: 'sync', state: missing.length === 0 ? 'complete' : 'incomplete', missing });
  }

  async #show(gateway: Gateway): Promise<void> {
    this.#sawUnlinked = true;
    const shown = await this.#qr.show(() => gateway.readQr(this.#over.signal));
    if (this.#over.signal.aborted) return;
    if (shown === 'used_up') return this.end({ reason: 'pairing_expired', retry: 'never' });
    if (shown === 'none') await this.#start(gateway, 'not_linked');
  }

  /** Asks the gateway once to bring the account up, where that is ours to do. */
  async #start(gateway: Gateway, reason: StatusReason): Promise<void> {
    if (this.#manages && !this.#asked) {
      this.#asked = true;
      return await gateway.start(this.#over.signal);
    }
    if (this.#manages) this.#giveUpWhenLate(reason);
    else this.end({ reason, retry: 'later' });
  }

  #giveUpWhenLate(reason: StatusReason): void {
    const late = this.#deps.clock.now() - this.#startedAt >= this.#deps.timings.starting;
    if (late) this.end({ reason, retry: 'later' });
  }

  #missed(error: unknown): void {
    this.#deps.logger.warn({ error: toErrorData(error) }, 'a gateway did not tell how an account stands');
    if (error instanceof AppError && error.code === 'rate_limited') return;
    const reason = lasting[problemOf(error) ?? ''];
    this.#misses += 1;
    if (reason) this.end({ reason, retry: 'never' });
    else if (!this.#account || this.#misses > missesAllowed) this.end({ reason: 'engine_unreachable', retry: 'later' });
  }
}

/** Why an account that was open is not any more. */
function endingOf(state: GatewayState): Ending {
  if (state.state === 'unlinked') return { reason: 'logged_out', retry: 'never' };
  return { reason: 'connection_lost', retry: 'later' };
}
