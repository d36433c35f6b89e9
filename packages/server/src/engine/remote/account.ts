import { AppError, type Clock, toErrorData } from '../../core/index.ts';
import type { Logger } from '../../observability/index.ts';
import type { EngineAccount, EngineEvent } from '../engine.ts';
import { Attempt, type Ending } from './attempt.ts';
import type { Gateway } from './gateway.ts';
import { problemOf } from './problem.ts';
import type { GatewaySettings } from './settings.ts';
import type { RemoteTimings } from './timings.ts';

export type AccountDeps = {
  sessionId: string;
  settings: () => Promise<GatewaySettings>;
  open: () => Promise<Gateway>;
  clock: Clock;
  timings: RemoteTimings;
  logger: Logger;
  emit: (event: EngineEvent) => void;
};

/** What is read of an open account. */
export type Reader<T> = (gateway: Gateway, account: EngineAccount, signal: AbortSignal) => Promise<T>;

const never = new AbortController().signal;
const stopped: Ending = { reason: 'stopped', retry: 'never' };
const loggedOut: Ending = { reason: 'logged_out', retry: 'never' };

/** One session's life: at most one attempt at a time. */
export class Account {
  readonly #deps: AccountDeps;
  #attempt: Attempt | undefined;

  constructor(deps: AccountDeps) {
    this.#deps = deps;
  }

  /** Starts one attempt; resolves when the gateway was asked for the first time, or when one runs already. */
  async connect(): Promise<void> {
    if (this.#attempt) return;
    const attempt = new Attempt(this.#deps, () => {
      if (this.#attempt === attempt) this.#attempt = undefined;
    });
    this.#attempt = attempt;
    await attempt.begin();
  }

  disconnect(): void {
    this.#attempt?.end(stopped);
  }

  /** Unlinks the account where that is ours to do; otherwise it is left alone from now on, and stays linked at the gateway. */
  async logout(): Promise<void> {
    const linked = await this.isLinked();
    const attempt = this.#attempt;
    if (linked) await this.#unlink();
    if (attempt) attempt.end(loggedOut);
    else if (linked) this.#deps.emit({ session_id: this.#deps.sessionId, type: 'closed', ...loggedOut });
  }

  /** A gateway that gives no answer may well hold a linked account: only a clear no is one. */
  async isLinked(): Promise<boolean> {
    try {
      const gateway = await this.#deps.open();
      const state = await gateway.readState(never);
      return state.state === 'open' || ('linked' in state && state.linked);
    } catch (error) {
      return problemOf(error) !== 'wrong_session';
    }
  }

  async read<T>(reader: Reader<T>, signal: AbortSignal): Promise<T> {
    const opened = this.#attempt?.opened();
    if (!opened) throw new AppError('not_connected');
    return await reader(opened.gateway, opened.account, AbortSignal.any([signal, opened.over]));
  }

  /** The gateway may be out of reach; whoever logs out or deletes a session must not be held up by it. */
  async #unlink(): Promise<void> {
    try {
      const { manages_account } = await this.#deps.settings();
      if (manages_account) await (await this.#deps.open()).unlink(never);
    } catch (error) {
      this.#deps.logger.warn({ error: toErrorData(error) }, 'could not unlink the account at its gateway');
    }
  }
}
