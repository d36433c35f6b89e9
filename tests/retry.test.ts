import { type ApiClient, createApiClient } from '@grabber/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pairAndSync } from './support/session.ts';
import { type Stack, startStack, testKey } from './support/stack.ts';

let stack: Stack;
let client: ApiClient;
let session_id: string;

beforeAll(async () => {
  stack = await startStack({ world: { preset: 'tiny', seed: 14 } });
  client = createApiClient({ url: stack.url(), key: testKey, fetch });
  session_id = await pairAndSync(stack.client(), 'Toko', (qr) => stack.phone.scan(qr));
});
afterAll(() => stack.close());

/** Follows a grab to its end. */
async function ended(grab_id: number) {
  for await (const _ of client.events({ grab: { session_id, grab_id } }));
  const read = await client.call('GET /api/sessions/{session_id}/grabs/{grab_id}', { params: { session_id, grab_id } });
  return read.data.grab;
}

const allGroupsAsked = () => stack.simulator.connections(stack.account.person.phone).queries['groups'] ?? 0;

test('groups that came broken are listed, and read again one by one', async () => {
  stack.simulator.faults.set({ kind: 'malformed-groups', missing: 'participant-jid' }, { times: 1 });
  const body = { kind: 'groups' } as const;
  const started = await client.call('POST /api/sessions/{session_id}/grabs', { params: { session_id }, body });
  const broken = await ended(started.data.grab.id);
  expect(broken.status).toBe('completed_with_errors');

  const params = { session_id, grab_id: broken.id };
  const errors: (string | null)[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const query = { limit: 2, total: true, ...(cursor && { cursor }) };
    const page = await client.call('GET /api/sessions/{session_id}/grabs/{grab_id}/errors', { params, query });
    expect(page.data.total).toBe(broken.errors_count);
    errors.push(...page.data.errors.map(({ item_id }) => item_id));
    cursor = page.data.next_cursor;
  }
  expect(errors).toHaveLength(broken.errors_count);

  const before = allGroupsAsked();
  const retry = await client.call('POST /api/sessions/{session_id}/grabs/{grab_id}/retry', { params });
  const mended = await ended(retry.data.grab.id);
  expect(mended).toMatchObject({ status: 'completed', kind: 'groups', retry_of: broken.id, errors_count: 0 });
  expect(mended.counts.total_groups).toBe(new Set(errors).size);
  expect(allGroupsAsked()).toBe(before);

  const groups = await client.call('GET /api/sessions/{session_id}/contacts', {
    params: { session_id },
    query: { type: 'group' },
  });
  expect(groups.data.contacts.filter(({ status }) => status === 'active')).toHaveLength(stack.account.groups.length);
  await expect(
    client.call('POST /api/sessions/{session_id}/grabs/{grab_id}/retry', {
      params: { session_id, grab_id: mended.id },
    }),
  ).rejects.toMatchObject({ status: 409, failure: { code: 'nothing_to_retry' } });
});
