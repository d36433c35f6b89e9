import type { ServerEvent } from '@grabber/contract';

/** More things than this that changed while a reader was busy: it is cut off and begins anew with a snapshot. */
const mostWaiting = 1000;

/** What waits for one reader: of each thing the latest state only, in the order of change. */
export type Outbox = {
  put(event: ServerEvent): void;
  /** Before all that waits. */
  putFirst(event: ServerEvent): void;
  /** The events as they come, until `close`. */
  events(): AsyncGenerator<ServerEvent>;
  close(): void;
  readonly closed: Promise<void>;
};

/** An empty outbox for one reader. */
export function createOutbox(): Outbox {
  const waiting = new Map<string, ServerEvent>();
  const closed = Promise.withResolvers<void>();
  let isClosed = false;
  let wake = Promise.withResolvers<void>();

  function close(): void {
    isClosed = true;
    closed.resolve();
    wake.resolve();
  }

  function put(event: ServerEvent): void {
    const key = keyOf(event);
    waiting.delete(key);
    waiting.set(key, event);
    if (waiting.size > mostWaiting) close();
    wake.resolve();
  }

  function take(): ServerEvent | undefined {
    const [next] = waiting;
    if (next) waiting.delete(next[0]);
    return next?.[1];
  }

  return {
    put,
    putFirst(event) {
      const others = [...waiting.values()];
      waiting.clear();
      for (const each of [event, ...others]) put(each);
    },
    async *events() {
      while (!isClosed) {
        const event = take();
        if (event) yield event;
        else {
          await wake.promise;
          wake = Promise.withResolvers();
        }
      }
    },
    close,
    closed: closed.promise,
  };
}

function keyOf({ event, data }: ServerEvent): string {
  if (event === 'grab' || event === 'job') return `${event} ${data.id}`;
  if (event === 'changed') return `${event} ${data.session_id}`;
  return event === 'snapshot' ? event : `session ${data.session_id}`;
}
