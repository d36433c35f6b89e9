import type { ServerEvent } from '@grabber/contract';
import { expect, test } from 'vitest';
import { createOutbox } from './outbox.ts';
import { aGrab, aSession } from './testing/rows.ts';

const grab = (id: number, stage: 'contacts' | 'groups' | 'done'): ServerEvent => ({
  event: 'grab',
  data: { ...aGrab(), id, stage },
});
const session = (session_id: string): ServerEvent => ({ event: 'session', data: aSession({ session_id }) });
const changed = (session_id: string, seq: number): ServerEvent => ({ event: 'changed', data: { session_id, seq } });
const removed = (session_id: string): ServerEvent => ({ event: 'session_removed', data: { session_id } });

async function take(outbox: ReturnType<typeof createOutbox>, count: number): Promise<ServerEvent[]> {
  const taken: ServerEvent[] = [];
  for await (const event of outbox.events()) if (taken.push(event) === count) break;
  return taken;
}

test('of each thing only the latest state waits, in the order of change', async () => {
  const outbox = createOutbox();
  const told = [
    grab(1, 'contacts'),
    session('a'),
    grab(2, 'contacts'),
    grab(1, 'groups'),
    changed('a', 7),
    removed('a'),
    grab(1, 'done'),
    changed('a', 8),
  ];
  for (const event of told) outbox.put(event);
  expect(await take(outbox, 4)).toEqual([grab(2, 'contacts'), removed('a'), grab(1, 'done'), changed('a', 8)]);
});

test('what came while the beginning was read follows it', async () => {
  const outbox = createOutbox();
  outbox.put(session('a'));
  outbox.putFirst({ event: 'snapshot', data: { sessions: [], grabs: [], jobs: [] } });
  expect((await take(outbox, 2)).map(({ event }) => event)).toEqual(['snapshot', 'session']);
});

test('whoever waits hears at once', async () => {
  const outbox = createOutbox();
  const heard = take(outbox, 2);
  outbox.put(session('a'));
  outbox.put(session('b'));
  expect(await heard).toEqual([session('a'), session('b')]);
});

test('a reader for whom too much waits is cut off instead of filling the memory', async () => {
  const outbox = createOutbox();
  for (let id = 0; id <= 1000; id += 1) outbox.put(grab(id, 'groups'));
  await outbox.closed;
  expect(await take(outbox, 1)).toEqual([]);
});
