import type { GrabKind } from '@grabber/contract';
import type { Selectable } from 'kysely';
import type { Authorized, Visible } from '../auth/index.ts';
import type { GrabErrorsTable, GrabsTable, Page, PageWish } from '../storage/index.ts';

/** A row of `grabs`; `counts` moves while it runs. */
export type Grab = Selectable<GrabsTable>;
export type GrabError = Selectable<GrabErrorsTable>;

/** A page, and how many rows the whole list has when that was asked. */
type CountedPage<Row> = Page<Row> & { total?: number };
type CountedWish = PageWish & { total: boolean };

export type Grabs = {
  /**
   * Starts a grab, or joins the one that runs: a running grab of the same kind or of `all` serves the caller; any other is awaited first.
   * `refreshAddressBook`: the whole address book is asked for, though it was read lately.
   * Throws `session_not_found`, `session_not_connected`. Resolves with the row as soon as it stands.
   */
  start(id: Authorized<string>, kind: GrabKind, options?: { refreshAddressBook?: boolean }): Promise<Grab>;
  /** Resolves with the row of an ended grab (any end state). Throws `grab_not_found`, and `shutting_down` when `close` comes first. */
  wait(grabId: number): Promise<Grab>;
  get(id: Authorized<string>, grabId: number): Promise<Grab>;
  /** Throws `cursor_invalid`. */
  list(id: Authorized<string>, wish: CountedWish): Promise<CountedPage<Grab>>;
  /** Of these sessions: those that run, and those that ended since; newest first, up to a limit. */
  recent(since: string, visible: Visible): Promise<Grab[]>;
  errors(grabId: number): Promise<GrabError[]>;
  /** Throws `cursor_invalid`. */
  errorsPage(grabId: number, wish: CountedWish): Promise<CountedPage<GrabError>>;
  /**
   * Starts a grab that reads again what an ended one could not: only those groups, where the engine can ask for single ones; everything of its
   * kind when it broke off. A running retry of the same grab is joined. Throws `grab_running`, `nothing_to_retry` and what `start` throws.
   */
  retry(id: Authorized<string>, grabId: number): Promise<Grab>;
  /** Ends a running grab as `cancelled`; what was committed stays. No effect on an ended one. */
  cancel(id: Authorized<string>, grabId: number): Promise<Grab>;
  /** Cancels all grabs of a session and waits for their ends; for when the session is about to be deleted. */
  cancelAll(id: Authorized<string>): Promise<void>;
  /** Removes everything saved under a session, after a running grab; tells how many contacts and groups there were. */
  deleteContacts(id: Authorized<string>): Promise<number>;
  /** Called with the row at every step; returns how to stop. */
  subscribe(listener: (grab: Grab) => void): () => void;
  /** Takes up the grabs that a crash left behind, each as soon as its session is connected again. */
  resume(): Promise<void>;
  /** Stops the running grabs; they stay resumable. */
  close(): Promise<void>;
};
