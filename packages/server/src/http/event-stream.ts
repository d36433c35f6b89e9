import { setTimeout as delay } from 'node:timers/promises';
import type { ServerEvent } from '@grabber/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../core/index.ts';
import { createOutbox, type Outbox } from './outbox.ts';

/** A reader who takes nothing for so long is cut off, and may come again. */
const slowestReadMs = 60_000;
const mostStreams = 500;
let open = 0;

export type EventFeed = {
  /** Tells of every change from now on; returns how to stop. */
  subscribe(tell: (event: ServerEvent) => void): () => void;
  /** What is so now; sent first. */
  snapshot(since: number | null): Promise<ServerEvent>;
  /** Whether nothing follows this event. */
  isLast?(event: ServerEvent): boolean;
  /** Whether the caller may still read; asked before each event, and now and then between. */
  mayRead(): Promise<boolean>;
};

/**
 * Answers with a stream of events until the reader leaves, the feed ends or the server closes. Of each thing only its latest state waits for a slow
 * reader. Throws `not_acceptable` for callers who do not ask for `text/event-stream`, and `rate_limited` when too many listen.
 */
export async function sendEvents(request: FastifyRequest, reply: FastifyReply, feed: EventFeed): Promise<void> {
  const outbox = createOutbox();
  // Listening begins before the snapshot is read, so that nothing falls between the two.
  admitReader(request, reply, outbox, () => feed.subscribe(outbox.put));
  const { closing } = request.server;
  const first = await feed.snapshot(lastSeen(reply.sse.lastEventId));
  reply.sse.keepAlive();
  if (closing.aborted) outbox.close();
  outbox.putFirst(first);
  await forward(reply, outbox, feed);
}

/** Lets one more reader listen, until it leaves or the server closes. Throws `not_acceptable`, and `rate_limited` when too many listen. */
export function admitReader(
  request: FastifyRequest,
  reply: FastifyReply,
  waiting: { close(): void },
  subscribe: () => () => void,
): void {
  // The plugin leaves it out for callers who did not ask for a stream.
  if (!reply.sse) throw new AppError('not_acceptable');
  if (open >= mostStreams) throw new AppError('rate_limited', { retry_after_ms: slowestReadMs });
  const { closing } = request.server;
  const unsubscribe = subscribe();
  closing.addEventListener('abort', waiting.close);
  open += 1;
  reply.sse.onClose(() => {
    open -= 1;
    unsubscribe();
    closing.removeEventListener('abort', waiting.close);
    waiting.close();
  });
}

/** When the caller heard last, in milliseconds since 1970; null when it never did. */
export function lastSeen(lastEventId: unknown): number | null {
  return typeof lastEventId === 'string' && /^\d{13}$/.test(lastEventId) ? Number(lastEventId) : null;
}

async function forward({ sse, log, raw }: FastifyReply, outbox: Outbox, feed: EventFeed): Promise<void> {
  try {
    for await (const event of outbox.events()) {
      if (!(await feed.mayRead())) break;
      const sent = sse.send({ id: String(Date.now()), event: event.event, data: event.data }).then(() => true);
      if (!(await inTime(sent, outbox))) break;
      if (feed.isLast?.(event)) break;
    }
  } catch (error) {
    log.info({ err: error }, 'a stream of events broke off');
  } finally {
    sse.close();
    if (raw.writableNeedDrain) raw.destroy();
  }
}

/** False when the reader took too long, or left. */
export async function inTime(sent: Promise<boolean>, outbox: Pick<Outbox, 'closed'>): Promise<boolean> {
  const stop = new AbortController();
  const late = delay(slowestReadMs, false, { signal: stop.signal, ref: false }).catch(() => false);
  try {
    return await Promise.race([sent, late, outbox.closed.then(() => false)]);
  } finally {
    stop.abort();
  }
}
