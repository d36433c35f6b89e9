import { AppError } from '../../core/index.ts';
import type { AuthState } from './auth-state.ts';
import { type Ending, endingOf } from './close-reason.ts';
import { type Ears, listen } from './events.ts';
import { fromMessageStanza } from './facts.ts';
import { isOwnJid } from './own-identity.ts';
import { savingRepository } from './save-first.ts';
import { openSocket, type Sock, type SocketOptions } from './socket.ts';
import type { EngineTimings } from './timings.ts';

export type ConnectionListener = {
  qr(text: string, attempt: number, attempts: number): void;
  linked(): void;
  open(): void;
};

/** One socket, from opening to its end. */
export type Connection = {
  readonly sock: Sock;
  readonly auth: AuthState;
  /** Fires when the connection is over; every query waits beside it, since Baileys leaves some unanswered for ever (trap 5). */
  readonly over: AbortSignal;
  readonly ended: Promise<Ending>;
  isOpen(): boolean;
  /** Ends the connection for a reason of our own. */
  end(ending: Ending): void;
};

export type ConnectionDeps = Omit<SocketOptions, 'makeSignalRepository'> & {
  keep: (padded: Uint8Array) => Promise<void>;
  ears: Omit<Ears, 'connection' | 'isOwn'>;
  listener: ConnectionListener;
  timings: EngineTimings;
};

/** Opens a socket. The watchdog gives up an attempt that stands still: an HTTP error at the upgrade would hang for ever (trap 9). */
export function openConnection(deps: ConnectionDeps): Connection {
  const { auth, ears, listener, timings } = deps;
  const isOwn = (jid: string) => isOwnJid(auth.creds, jid);
  const sock = openSocket({ ...deps, makeSignalRepository: savingRepository({ keep: deps.keep, isOwn }) });
  const over = new AbortController();
  const ended = Promise.withResolvers<Ending>();
  const state = { opened: false, heard: false, qrs: 0, attempts: 0 };
  let watchdog: NodeJS.Timeout | undefined;

  function finish(ending: Ending): void {
    clearTimeout(watchdog);
    if (over.signal.aborted) return;
    const isLogout = 'reason' in ending && ending.reason === 'logged_out';
    over.abort(new AppError(isLogout ? 'logged_out' : 'not_connected'));
    ended.resolve(ending);
  }

  function end(ending: Ending): void {
    finish(ending);
    void sock.end(undefined).catch(() => {});
  }

  function watch(): void {
    clearTimeout(watchdog);
    if (over.signal.aborted) return;
    const reason = state.heard ? 'server_unavailable' : 'unreachable';
    watchdog = setTimeout(() => end({ reason, retry: 'later' }), timings.watchdog);
  }

  listen(sock, {
    ...ears,
    isOwn,
    connection(update) {
      if (update.qr) {
        clearTimeout(watchdog);
        state.qrs += 1;
        listener.qr(update.qr, state.qrs, Math.max(state.attempts, state.qrs));
      }
      if (update.isNewLogin) {
        watch();
        listener.linked();
      }
      if (update.connection === 'open') {
        clearTimeout(watchdog);
        state.opened = true;
        listener.open();
      }
      if (update.connection === 'close') {
        finish(endingOf(update.lastDisconnect?.error, { linked: auth.linked(), ...state }));
      }
    },
  });
  sock.ws.on('CB:iq,type:set,pair-device', (stanza: { content?: unknown }) => {
    state.attempts = countRefs(stanza.content);
  });
  sock.ws.once('frame', () => {
    state.heard = true;
    watch();
  });
  sock.ws.on('CB:notification,type:w:gp2', ({ attrs }: { attrs: Record<string, string> }) => {
    if (attrs['offline'] !== undefined && attrs['from']) ears.groupComesLate(attrs['from']);
  });
  sock.ws.on('CB:notification,type:account_sync', ({ attrs }: { attrs: Record<string, string> }) => {
    if (attrs['offline'] !== undefined) ears.blocksComeLate();
  });
  sock.ws.on('CB:success', watch);
  // Before it is decrypted: a message that is cut off on the way can never be read again, but who wrote is known.
  sock.ws.on('CB:message', ({ attrs }: { attrs: Record<string, string> }) => {
    if (!ears.isRepeated(`${attrs['from']} ${attrs['id']}`)) ears.told(fromMessageStanza(attrs, isOwn));
  });
  sock.ws.on('unexpected-response', (request: { destroy(): void }) => {
    request.destroy();
    end({ reason: 'server_unavailable', retry: 'later' });
  });
  watch();
  return {
    sock,
    auth,
    over: over.signal,
    ended: ended.promise,
    isOpen: () => state.opened && !over.signal.aborted,
    end,
  };
}

function countRefs(content: unknown): number {
  const pairDevice: unknown = Array.isArray(content) ? content[0] : undefined;
  const refs = (pairDevice as { content?: unknown } | undefined)?.content;
  return Array.isArray(refs) ? refs.length : 0;
}
