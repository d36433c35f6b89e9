import type { ErrorCode } from '@grabber/contract';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { errorText } from '../../i18n/index.ts';
import { statusByCode } from '../status.ts';
import { adminKey, aGrab, arisan, at, budi, type Fixture, fixture, listen } from '../testing.ts';

let { app, world, call }: Fixture = fixture();
beforeEach(() => {
  ({ app, world, call } = fixture());
});
afterEach(() => app.close());

const headers = { 'x-api-key': adminKey };
const get = (url: string) => call({ url: `/api/sessions/s1/${url}`, headers });
const counts = {
  groups_saved: 1,
  groups_updated: 2,
  groups_unchanged: 3,
  groups_removed: 4,
  contacts_saved: 10,
  contacts_updated: 20,
  contacts_unchanged: 30,
  contacts_removed: 40,
  participants_saved: 100,
  participants_updated: 200,
};
const head = { session_id: 's1', session_name: 'Toko Budi', grabbed_at: at, grab_id: 7, errors: [] };
const participants = { participants_saved_count: 100, participants_updated_count: 200 };

describe('the old routes wait for the grab and answer with what is saved', () => {
  beforeEach(() => {
    world.grab = aGrab({}, counts);
  });

  test('grab-groups', async () => {
    expect((await get('grab-groups')).json()).toEqual({
      success: true,
      message: 'Kontak grup berhasil diambil dan disimpan',
      data: {
        ...head,
        ...participants,
        ...{ saved_count: 1, updated_count: 2, unchanged_count: 3, removed_count: 4 },
        total_groups: 1,
        groups: [arisan],
      },
    });
    expect(world.calls).toEqual([
      ['get', 's1'],
      ['start', 's1', 'groups'],
      ['wait', 7],
    ]);
  });

  test('grab-contacts', async () => {
    expect((await get('grab-contacts')).json()).toEqual({
      success: true,
      message: 'Kontak individual berhasil diambil dan disimpan',
      data: {
        ...head,
        ...participants,
        ...{ saved_count: 10, updated_count: 20, unchanged_count: 30, removed_count: 40 },
        total_contacts: 1,
        contacts: [budi],
      },
    });
  });

  test('grab-all', async () => {
    expect((await get('grab-all')).json()).toEqual({
      success: true,
      message: 'Semua kontak berhasil diambil dan disimpan',
      data: {
        ...head,
        ...participants,
        ...{ saved_count: 11, updated_count: 22, unchanged_count: 33, removed_count: 44 },
        ...{ total_groups: 1, groups: [arisan], total_contacts: 1, contacts: [budi] },
      },
    });
  });

  test('items that failed are listed, and are no failure of the grab', async () => {
    world.grab = aGrab({ status: 'completed_with_errors', errors_count: 1 });
    world.grabErrors = [
      { id: 1, grab_id: 7, session_id: 's1', item: 'group', item_id: null, code: 'upstream', reason: 'x', at },
    ];
    const answer = await get('grab-groups');
    expect(answer.statusCode).toBe(200);
    expect(answer.json().data.errors).toEqual(world.grabErrors);
  });
});

describe('a grab that fails', () => {
  const words = { 'grab-groups': 'kontak grup', 'grab-contacts': 'kontak individual', 'grab-all': 'semua kontak' };

  test.each<[ErrorCode, number]>([
    ['timeout', 504],
    ['rate_limited', 429],
    ['upstream', 502],
    ['unsupported', 501],
    ['not_connected', 503],
    ['logged_out', 409],
    ['internal', 500],
  ])('as %s answers %i and says what could not be grabbed, and why', async (code, status) => {
    world.grab = aGrab({ status: 'failed', error_code: code, error_reason: 'secret reason' });
    for (const [url, what] of Object.entries(words)) {
      const answer = await get(url);
      expect(answer.statusCode).toBe(status);
      expect(answer.json()).toMatchObject({ code, message: `Gagal mengambil ${what}: ${errorText('id', code)}` });
      expect(answer.headers['retry-after']).toBe(code === 'rate_limited' ? '60' : undefined);
      expect(answer.body).not.toContain('secret reason');
    }
    expect(statusByCode[code]).toBe(status);
  });

  test('for a reason that this program does not know is an internal one', async () => {
    world.grab = aGrab({ status: 'failed', error_code: 'from_the_future' });
    expect((await get('grab-all')).json()).toMatchObject({ code: 'internal', details: {} });
  });

  test('because somebody cancelled it says so', async () => {
    world.grab = aGrab({ status: 'cancelled' });
    const answer = await get('grab-all');
    expect(answer.statusCode).toBe(409);
    expect(answer.json()).toMatchObject({
      message: 'Gagal mengambil semua kontak: Dibatalkan',
      details: { grab_id: 7 },
    });
  });
});

describe('over a real connection', () => {
  const waiting = () => vi.waitFor(() => expect(world.calls).toContainEqual(['wait', 7]));

  test('a caller who hangs up does not cancel the grab', async () => {
    const end = Promise.withResolvers<void>();
    world.grabEnds = end.promise;
    const url = `${await listen({ app })}/api/sessions/s1/grab-all`;
    const caller = new AbortController();
    const answered = fetch(url, { headers, signal: caller.signal });
    await waiting();
    caller.abort();
    await expect(answered).rejects.toThrow('aborted');
    end.resolve();
    const next = await fetch(url, { headers });
    await next.text();
    expect(next.status).toBe(200);
    expect(world.calls.map(([name]) => name)).not.toContain('cancel');
  });

  test('closing does not wait for a grab; the caller is told, the grab is not cancelled', async () => {
    world.grabEnds = new Promise(() => undefined);
    const answered = fetch(`${await listen({ app })}/api/sessions/s1/grab-all`, { headers });
    await waiting();
    await app.close();
    const answer = await answered;
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ code: 'shutting_down' });
    expect(world.calls.map(([name]) => name)).not.toContain('cancel');
  });
});
