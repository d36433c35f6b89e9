import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Client } from './support/client.ts';
import { rowFacts, savedContacts, worldFacts } from './support/oracle.ts';
import { pairAndSync } from './support/session.ts';
import { type Stack, startStack } from './support/stack.ts';

let stack: Stack;
let client: Client;
let id: string;

beforeEach(async () => {
  stack = await startStack({ world: { preset: 'tiny', seed: 11, contacts: 60 } });
  client = stack.client();
  id = await pairAndSync(client, 'Toko', (qr) => stack.phone.scan(qr));
});
afterEach(() => stack.close());

describe('grab-all over the real wire protocol', () => {
  test('finds everybody the phone knows, once each', async () => {
    const answer = await client.get(`/api/sessions/${id}/grab-all`);
    expect(answer.body).toMatchObject({ success: true, message: 'Semua kontak berhasil diambil dan disimpan' });
    const people = await savedContacts(client, id, 'individual');
    expect(rowFacts(people)).toEqual(worldFacts(stack.account, stack.simulator.world));
    expect(await savedContacts(client, id, 'group')).toHaveLength(stack.account.groups.length);
  });

  test('a second grab of an unchanged account saves and updates nothing', async () => {
    await client.get(`/api/sessions/${id}/grab-all`);
    const second = await client.get(`/api/sessions/${id}/grab-all`);
    expect(second.data).toMatchObject({
      saved_count: 0,
      updated_count: 0,
      removed_count: 0,
      participants_saved_count: 0,
      participants_updated_count: 0,
      errors: [],
    });
  });

  test('the client only reads: no message, never online', async () => {
    await client.get(`/api/sessions/${id}/grab-all`);
    const seen = stack.simulator.connections(stack.account.person.phone);
    expect(seen.messagesSent).toBe(0);
    expect(seen.presences).not.toContain('available');
  });
});
