import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Feed } from '../events/index.ts';
import { admitReader, inTime } from './event-stream.ts';
import type { Reader } from './reader.ts';

const batch = 200;

export type ChangeWish = {
  feed: Feed;
  reader: Reader;
  /** What the reader wants to hear of, by what it may see now. */
  filter: () => Parameters<Feed['read']>[0];
  /** The place behind which it begins; undefined: behind the newest. */
  since: number | undefined;
};

/**
 * Answers with every change behind a place in the feed, then with those that come, until the reader leaves or may read no more. Nothing waits in
 * memory for a slow reader: the log is read when the reader is ready. Throws as `sendEvents`.
 */
export async function sendChanges(request: FastifyRequest, reply: FastifyReply, wish: ChangeWish): Promise<void> {
  const { feed } = wish;
  const visible = () => wish.filter().visible;
  const bell = createBell();
  admitReader(request, reply, bell, () => feed.subscribe(visible, bell.ring));
  const since = wish.since ?? (await feed.newest(visible()));
  reply.sse.keepAlive();
  // A quiet log must not keep the reader waiting for an answer.
  reply.sse.sendHeaders();
  reply.raw.flushHeaders();
  if (request.server.closing.aborted) bell.close();
  try {
    await follow(reply, wish, bell, since);
  } catch (error) {
    reply.log.info({ err: error }, 'a stream of changes broke off');
  } finally {
    reply.sse.close();
    if (reply.raw.writableNeedDrain) reply.raw.destroy();
  }
}

type Bell = ReturnType<typeof createBell>;

async function follow({ sse }: FastifyReply, { feed, reader, filter }: ChangeWish, bell: Bell, since: number) {
  let cursor = since;
  while (!bell.isClosed() && (await reader.mayRead())) {
    const page = await feed.read(filter(), cursor, batch);
    for (const data of page.changes) {
      const sent = sse.send({ id: String(data.seq), event: 'change', data }).then(() => true);
      if (!(await inTime(sent, bell))) return;
    }
    cursor = page.next_cursor;
    if (!page.has_more) await bell.rung();
  }
}

/** How long a quiet reader is believed to be allowed what it was. */
const lookAgainMs = 30_000;

/** Remembers that it rang while nobody waited. */
function createBell() {
  const closed = Promise.withResolvers<void>();
  let isClosed = false;
  let wake = Promise.withResolvers<void>();
  return {
    closed: closed.promise,
    isClosed: () => isClosed,
    ring: () => wake.resolve(),
    close() {
      isClosed = true;
      closed.resolve();
      wake.resolve();
    },
    async rung() {
      const timer = setTimeout(wake.resolve, lookAgainMs);
      timer.unref();
      await wake.promise;
      clearTimeout(timer);
      wake = Promise.withResolvers();
    },
  };
}
