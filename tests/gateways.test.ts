import { createWorld } from '@grabber/simulator';
import { afterEach, describe, expect, test } from 'vitest';
import { type Shape, startGateway } from '../packages/server/src/engine/remote/testing/lab.ts';
import type { Client } from './support/client.ts';
import { type ContactRow, savedContacts } from './support/oracle.ts';
import { pairAndSync, type SessionRow, sessionWhere } from './support/session.ts';
import { type Stack, startStack, testKey } from './support/stack.ts';

const world = { preset: 'tiny', seed: 9, contacts: 40 } as const;
const stacks: Stack[] = [];

afterEach(async () => {
  for (const stack of stacks.splice(0).reverse()) await stack.close();
});

async function start(env: Record<string, string> = {}): Promise<Stack> {
  const stack = await startStack({ world, env });
  stacks.push(stack);
  return stack;
}

async function throughGateway(client: Client, gateway: Record<string, unknown>): Promise<ContactRow[]> {
  const created = await client.post('/api/sessions', { name: 'Lewat gateway', gateway });
  expect(created.status, JSON.stringify(created.body)).toBe(201);
  const { session_id } = created.body['session'] as SessionRow;
  await sessionWhere(client, session_id, (row) => row.status === 'connected');
  const grab = await client.get(`/api/sessions/${session_id}/grab-all`);
  expect(grab.status, JSON.stringify(grab.body)).toBe(200);
  return await savedContacts(client, session_id, 'individual');
}

/** Phone and saved name of the address book: what every shape tells. */
function book(rows: ContactRow[]): string[] {
  return rows
    .filter((row) => row.in_address_book && row.phone_number)
    .map((row) => `${row.phone_number} ${row.name}`)
    .sort();
}

const groupsOf = (rows: ContactRow[]) => rows.filter((row) => row.seen_in_group).length;

describe('the same account through somebody else’s gateway', () => {
  test('our own engine contract on its own port gives the rows of a direct grab', async () => {
    const direct = await start({ ENGINE_PORT: '0' });
    const id = await pairAndSync(direct.client(), 'Toko', (qr) => direct.phone.scan(qr));
    await direct.client().get(`/api/sessions/${id}/grab-all`);
    const expected = await savedContacts(direct.client(), id, 'individual');
    const far = await start();
    const gateway = { kind: 'http', url: direct.engineUrl(), session: id, api_key: testKey };
    const rows = await throughGateway(far.client(), { ...gateway, manages_account: false });
    expect(book(rows)).toEqual(book(expected));
    expect(groupsOf(rows)).toBe(groupsOf(expected));
  });

  test.each<Shape>(['waha-webjs', 'waha-noweb', 'waha-gows', 'gowa'])('%s', async (shape) => {
    const lab = await startGateway(shape, { world: createWorld(world), names: ['one'] });
    lab.link('one');
    const { url, credentials } = lab.settings('one');
    const direct = await start();
    const id = await pairAndSync(direct.client(), 'Toko', (qr) => direct.phone.scan(qr));
    await direct.client().get(`/api/sessions/${id}/grab-all`);
    const expected = await savedContacts(direct.client(), id, 'individual');
    const rows = await throughGateway(direct.client(), { kind: lab.kind, url, session: 'one', ...credentials });
    expect(
      rows
        .map((row) => row.phone_number)
        .filter(Boolean)
        .sort(),
    ).toEqual(
      expected
        .map((row) => row.phone_number)
        .filter(Boolean)
        .sort(),
    );
  });
});
