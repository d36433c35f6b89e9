import type { ErrorCode } from '@grabber/contract';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { asSystem } from '../../auth/index.ts';
import { AppError } from '../../core/index.ts';
import { end, group, groups, member, people, saved } from '../../grabbing/testing/facts.ts';
import { errorText } from '../../i18n/index.ts';
import { buildHttp } from '../index.ts';
import { statusByCode } from '../status.ts';
import { httpOnSqlite } from '../testing/on-sqlite.ts';

const http = await httpOnSqlite();
const headers = await http.headersFor('admin');
const id = await http.connected({ session_id: 's1', name: 'Toko Budi' });
afterAll(http.close);

const get = (path: string) => http.call({ url: `/api/sessions/s1/${path}`, headers });
const latest = async () => (await get('grabs?limit=1')).json().data.grabs[0];

const name = 'Budi "Raja" <b>';
const person = { id: '62811@s.whatsapp.net', lid: null, name, phone: '62811', pushname: 'budi', profile_picture: null };
const facts = { saved_name: name, chat_name: null, verified_name: null, in_address_book: true, has_chat: false };
const budi = { ...person, ...facts, is_admin: false };
const hidden = { id: '99@lid', lid: '99@lid', name: null, phone: null, pushname: null, profile_picture: null };
const arisan = {
  ...{ id: '120363@g.us', name: 'Arisan 🎉', desc: 'Tiap Jumat' },
  ...{ participants_count: 2, is_admin: true, profile_picture: null },
  participants: [
    { ...person, is_admin: true, role: 'superadmin' },
    { ...hidden, is_admin: false, role: 'member' },
  ],
};
const members = [member({ pn: '62811' }, 'superadmin'), member({ lid: '99' })];
const toldGroup = group(arisan.id, members, { name: arisan.name, description: arisan.desc, is_admin: true });
const toldContacts = [people(saved('62811', name, { push_name: 'budi' })), end()];

/** The account has nothing else than this. */
function answerWell(): void {
  http.engine.answer(id, 'contacts', toldContacts);
  http.engine.answer(id, 'groups', [groups(toldGroup), end()]);
}
beforeEach(answerWell);

describe('the old routes wait for the grab and answer with what is saved', () => {
  const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/);
  const none = { saved_count: 0, updated_count: 0, unchanged_count: 0, removed_count: 0 };
  const noMembers = { participants_saved_count: 0, participants_updated_count: 0 };
  const head = { session_id: 's1', session_name: 'Toko Budi', grabbed_at: time, errors: [] };

  /** What an answer tells; its grab has ended by then. */
  async function answered(path: string) {
    const answer = await get(path);
    expect(answer.statusCode).toBe(200);
    const { data, ...top } = answer.json();
    const { grab_id, ...told } = data;
    const grab = await latest();
    expect(grab).toMatchObject({ id: grab_id, status: 'completed', finished_at: told.grabbed_at });
    return { ...top, kind: grab.kind, data: told };
  }

  /** What was saved before knows one person by another name, and one who is gone. */
  beforeEach(async () => {
    await http.grabs.deleteContacts(asSystem(id));
    http.engine.answer(id, 'contacts', [people(saved('62811', 'Old'), saved('62812', 'Gone')), end()]);
    const { id: grabId } = await http.grabs.start(asSystem(id), 'contacts');
    await http.grabs.wait(grabId);
    answerWell();
  });

  test('grab-contacts', async () => {
    const counts = { ...none, ...noMembers, updated_count: 1, removed_count: 1 };
    expect(await answered('grab-contacts')).toEqual({
      success: true,
      message: 'Kontak individual berhasil diambil dan disimpan',
      kind: 'contacts',
      data: { ...head, ...counts, total_contacts: 1, contacts: [budi] },
    });
  });

  test('grab-groups', async () => {
    await get('grab-contacts');
    const counts = { ...none, ...noMembers, saved_count: 1, participants_saved_count: 1 };
    expect(await answered('grab-groups')).toEqual({
      success: true,
      message: 'Kontak grup berhasil diambil dan disimpan',
      kind: 'groups',
      data: { ...head, ...counts, total_groups: 1, groups: [arisan] },
    });
  });

  test('grab-all', async () => {
    const counts = { ...none, participants_saved_count: 1, participants_updated_count: 0 };
    const sums = { saved_count: 1, updated_count: 1, removed_count: 1 };
    expect(await answered('grab-all')).toEqual({
      success: true,
      message: 'Semua kontak berhasil diambil dan disimpan',
      kind: 'all',
      data: { ...head, ...counts, ...sums, total_groups: 1, groups: [arisan], total_contacts: 1, contacts: [budi] },
    });
  });

  test('items that failed are listed, and are no failure of the grab', async () => {
    const failure = {
      item: 'group' as const,
      item_id: null,
      error: { code: 'upstream' as const, reason: 'x', details: {} },
    };
    http.engine.answer(id, 'groups', [{ kind: 'failures', items: [failure] }, groups(toldGroup), end(false)]);
    const answer = await get('grab-groups');
    expect(answer.statusCode).toBe(200);
    const { errors, grab_id } = answer.json().data;
    const item = { item: 'group', item_id: null, code: 'upstream', reason: 'x' };
    expect(errors).toEqual([{ id: expect.any(Number), grab_id, session_id: 's1', at: time, ...item }]);
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
    const failure = new AppError(code, { cause: new Error('secret reason') });
    for (const stream of ['contacts', 'groups'] as const) http.engine.answer(id, stream, [failure]);
    for (const [path, what] of Object.entries(words)) {
      const answer = await get(path);
      expect(answer.statusCode).toBe(status);
      expect(answer.json()).toMatchObject({ code, message: `Gagal mengambil ${what}: ${errorText('id', code)}` });
      expect(answer.headers['retry-after']).toBe(code === 'rate_limited' ? '60' : undefined);
      expect(answer.body).not.toContain('secret reason');
    }
    expect(statusByCode[code]).toBe(status);
  });

  test('for a reason that this program does not know is an internal one', async () => {
    http.engine.answer(id, 'groups', [new AppError('from_the_future' as ErrorCode)]);
    expect((await get('grab-groups')).json()).toMatchObject({ code: 'internal' });
  });
});

describe('a grab that goes on', () => {
  /** WhatsApp begins to answer, and goes on when it is told to. */
  function hanging() {
    const [begun, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const wait = async () => {
      begun.resolve();
      await goOn.promise;
    };
    http.engine.answer(id, 'contacts', [wait, ...toldContacts]);
    return { begun: begun.promise, goOn: goOn.resolve };
  }

  test('until somebody cancels it says so', async () => {
    const { begun } = hanging();
    const answered = get('grab-contacts');
    await begun;
    const { id: grabId } = await latest();
    await http.call({ method: 'POST', url: `/api/sessions/s1/grabs/${grabId}/cancel`, headers });
    const answer = await answered;
    expect(answer.statusCode).toBe(409);
    expect(answer.json()).toMatchObject({
      message: 'Gagal mengambil kontak individual: Dibatalkan',
      details: { grab_id: grabId },
    });
  });

  test('is not cancelled by a caller who hangs up', async () => {
    const { begun, goOn } = hanging();
    const caller = new AbortController();
    const url = `${http.base}/api/sessions/s1/grab-contacts`;
    const answered = fetch(url, { headers, signal: caller.signal });
    await begun;
    const { id: grabId } = await latest();
    caller.abort();
    await expect(answered).rejects.toThrow('aborted');
    goOn();
    expect(await http.grabs.wait(grabId)).toMatchObject({ status: 'completed' });
  });

  test('is not waited for when the server closes; the caller is told, the grab is not cancelled', async () => {
    const { begun, goOn } = hanging();
    const closing = buildHttp(http.deps);
    const base = await closing.listen({ port: 0, host: '127.0.0.1' });
    const answered = fetch(`${base}/api/sessions/s1/grab-contacts`, { headers });
    await begun;
    const { id: grabId } = await latest();
    await closing.close();
    const answer = await answered;
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ code: 'shutting_down' });
    goOn();
    expect(await http.grabs.wait(grabId)).toMatchObject({ status: 'completed' });
  });
});
