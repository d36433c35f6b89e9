import { auditList, exportPreview, jobAnswer } from '@grabber/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemCaller } from '../auth/index.ts';
import { cellText } from '../exporting/cell-text.ts';
import { readByOffice, readCards, readCsv, readers, readWorkbook } from '../exporting/testing/readers.ts';
import { hardTexts } from '../exporting/testing.ts';
import { contactRow } from '../storage/sample-rows.ts';
import { describeEachDialect } from '../storage/testing.ts';
import { type RealHttp, realHttp } from './testing/real.ts';

const updated_at = '2026-11-22T23:11:19.000Z';
const phoneOf = (index: number) => `628123456${1000 + index}`;
/** What a database holds is well formed. */
const texts = hardTexts.map((text) => text.toWellFormed());

describeEachDialect('exports over HTTP', (open, database) => {
  let http: RealHttp;
  let groupId = 0;
  let ids: number[] = [];
  const keys = { all: '', bound: '' };

  beforeAll(async () => {
    const storage = await open();
    http = await realHttp(storage, database.url());
    keys.all = (await http.keys.create({ name: 'Kunci Siti', scopes: ['admin'] }, systemCaller)).key;
    keys.bound = (await http.keys.create({ name: 'other', scopes: ['admin'], sessions: ['other'] }, systemCaller)).key;
    const people = texts.map((text, index) =>
      contactRow('toko', index, {
        contact_id: `${phoneOf(index)}@s.whatsapp.net`,
        phone_number: phoneOf(index),
        name: text,
        note: text,
        alias: null,
        updated_at,
      }),
    );
    const group = contactRow('toko', 500, {
      contact_id: '1203@g.us',
      type: 'group',
      note: null,
      alias: null,
      name: 'Arisan "RT"',
      phone_number: null,
    });
    const [first, ...others] = await storage.bulk.insertWithIds(storage.db, 'contacts', [group, ...people]);
    groupId = first ?? 0;
    ids = others;
    const member = { session_id: 'toko', group_id: '1203@g.us', joined_at: updated_at };
    await storage.bulk.insertWithIds(storage.db, 'group_members', [
      { ...member, contact_row_id: ids[0] ?? 0, role: 'superadmin', left_at: null },
      { ...member, contact_row_id: ids[1] ?? 0, role: 'member', left_at: null },
      { ...member, contact_row_id: ids[2] ?? 0, role: 'member', left_at: updated_at },
    ]);
    await storage.db
      .insertInto('tags')
      .values({ name: 'Pelanggan, =1', color: 'blue', created_at: updated_at } as never)
      .execute();
    const tag = await storage.db.selectFrom('tags').select('id').executeTakeFirstOrThrow();
    const marks = ids.map((contact_row_id) => ({
      contact_row_id,
      tag_id: tag.id,
      added_at: updated_at,
      source: 'user',
    }));
    await storage.bulk.insert(storage.db, 'contact_tags', marks as never);
  }, 120_000);
  afterAll(() => http?.close());

  const people = '{"any":[{"all":[{"field":"type","in":["individual"]}]}]}';
  const columns = [
    'name',
    'phone',
    'note',
    'tags',
    'groups',
    'role',
    'in_address_book',
    'groups_count',
    'updated_at',
  ] as const;

  async function get(path: string, key = keys.all): Promise<Response> {
    return await fetch(`${http.base}${path}`, { headers: { 'x-api-key': key } });
  }

  async function post(path: string, body: unknown, key = keys.all): Promise<Response> {
    const headers = { 'x-api-key': key, 'content-type': 'application/json' };
    return await fetch(`${http.base}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  }

  async function download(query: Record<string, string>, key?: string): Promise<Buffer> {
    const answer = await get(`/api/exports/download?${new URLSearchParams({ filter: people, ...query })}`, key);
    expect(answer.status).toBe(200);
    return Buffer.from(await answer.arrayBuffer());
  }

  async function byJob(body: Record<string, unknown>): Promise<Buffer> {
    const { job } = jobAnswer.parse(await (await post('/api/exports', body)).json()).data;
    const ended = await http.features.jobs.wait(job.id);
    expect(ended).toMatchObject({ status: 'completed', total: ended.done, failed: 0 });
    const file = await get(`/api/jobs/${job.id}/file`);
    expect(file.headers.get('content-disposition')).toContain(ended.file?.name);
    const bytes = Buffer.from(await file.arrayBuffer());
    expect(bytes.length).toBe(ended.file?.size);
    return bytes;
  }

  const inGroup = (index: number) => index < 2;
  const groupOf = (index: number) => (inGroup(index) ? 'Arisan "RT"' : '');
  const roleOf = (index: number) => (inGroup(index) ? ['pemilik', 'anggota'][index] : '');

  test.runIf(readers.csv)('CSV that Python reads back cell by cell, at once and as a job', async () => {
    const wanted = texts.map((text, index) => [
      ...[cellText(text), `+${phoneOf(index)}`, cellText(text), 'Pelanggan, =1', groupOf(index), roleOf(index)],
      ...['true', inGroup(index) ? '1' : '0', updated_at],
    ]);
    const streamed = readCsv(await download({ format: 'csv', columns: columns.join(), guard_formulas: 'false' }));
    expect(streamed[0]).toEqual([
      'Nama',
      'Telepon',
      'Catatan',
      'Tag',
      'Grup',
      'Peran',
      'Tersimpan di HP',
      'Jumlah grup',
      'Terakhir diperbarui',
    ]);
    expect(streamed.slice(1)).toEqual(wanted);
    const filter = JSON.parse(people);
    const made = await byJob({ format: 'csv', columns, guard_formulas: false, query: { filter } });
    expect(readCsv(made).slice(1)).toEqual(wanted);
    const guarded = readCsv(
      await byJob({ format: 'csv_excel', columns, raw_columns: ['note'], query: { filter }, language: 'en' }),
    );
    expect(guarded[0]?.slice(0, 3)).toEqual(['Name', 'Phone', 'Note']);
    const formula = texts.indexOf('@SUM(A1)');
    expect(guarded[formula + 1]?.slice(0, 3)).toEqual(["'@SUM(A1)", expect.stringMatching(/^\+62 812/), '@SUM(A1)']);
  });

  test.runIf(readers.openpyxl)('XLSX that openpyxl reads back, with who exported what', async () => {
    const sheets = readWorkbook(await byJob({ format: 'xlsx', columns, query: { filter: JSON.parse(people) } }));
    expect(sheets['Kontak']?.slice(1)).toEqual(
      texts.map((text, index) => [
        ...[
          cellText(text),
          `+${phoneOf(index)}`,
          cellText(text),
          'Pelanggan, =1',
          groupOf(index) || null,
          roleOf(index) || null,
        ],
        ...[true, inGroup(index) ? 1 : 0, updated_at.slice(0, 19)],
      ]),
    );
    const info = Object.fromEntries((sheets['Info'] ?? []) as [string, unknown][]);
    expect(info).toMatchObject({ 'Diekspor oleh': 'Kunci Siti', 'Jumlah kontak': texts.length });
    expect(JSON.parse(info['Saringan'] as string)).toEqual(JSON.parse(people));
  });

  test.runIf(readers.office)('XLSX that LibreOffice shows cell by cell', { timeout: 120_000 }, async () => {
    const bytes = await download({ format: 'xlsx', columns: 'name,phone,updated_at' });
    expect(readByOffice(bytes).slice(1)).toEqual(
      texts.map((text, index) => [cellText(text), `+${phoneOf(index)}`, updated_at.slice(0, 19).replace('T', ' ')]),
    );
  });

  test.runIf(readers.vobject)('vCards that vobject reads back', async () => {
    const cards = readCards(await download({ format: 'vcard3' }));
    expect(cards).toEqual(
      texts.map((text, index) => [cellText(text), [`+${phoneOf(index)}`], cellText(text), ['Pelanggan, =1']]),
    );
    const zip = await download({ format: 'vcard4', cards_per_file: '5' });
    expect(zip.subarray(0, 2).toString()).toBe('PK');
  });

  test('JSON Lines, JSON, and the members of a group with their roles', async () => {
    const lines = (await download({ format: 'jsonl', columns: 'name,note' })).toString().trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(texts.map((text) => ({ name: text, note: text })));
    const members = async (query: Record<string, string>) =>
      JSON.parse(
        (
          await download({ format: 'json', columns: 'name,groups,role', group_id: String(groupId), ...query })
        ).toString(),
      );
    const present = [
      { name: texts[0], groups: ['Arisan "RT"'], role: ['superadmin'] },
      { name: texts[1], groups: ['Arisan "RT"'], role: ['member'] },
    ];
    expect(await members({})).toEqual(present);
    expect(await members({ include_left: 'true' })).toEqual([
      ...present,
      { name: texts[2], groups: ['Arisan "RT"'], role: ['member'] },
    ]);
    const chosen = await download({ format: 'json', columns: 'name', ids: `${ids[3]},${ids[1]}` });
    expect(JSON.parse(chosen.toString())).toEqual([{ name: texts[3] }, { name: texts[1] }]);
  });

  test('a preview tells the count and the first lines, and the audit log who exported how much', async () => {
    const answer = await post('/api/exports/preview', {
      format: 'xlsx',
      columns: ['name', 'phone'],
      query: { q: 'budi' },
    });
    const { count, headers, rows } = exportPreview.parse(await answer.json()).data;
    expect({ headers, isAll: rows.length === count }).toEqual({ headers: ['Nama', 'Telepon'], isAll: true });
    await download({ format: 'csv' });
    const { entries } = auditList.parse(await (await get('/api/audit?action=contacts_exported&limit=1')).json()).data;
    expect(entries[0]).toMatchObject({
      actor_kind: 'api_key',
      details: { format: 'csv', contacts: texts.length, filtered_by: ['type'] },
    });
  });

  test('another account’s key exports nothing of it', async () => {
    expect((await download({ format: 'jsonl' }, keys.bound)).toString()).toBe('');
    expect((await download({ format: 'jsonl', ids: String(ids[0]) }, keys.bound)).toString()).toBe('');
    const group = await get(`/api/exports/download?format=csv&group_id=${groupId}`, keys.bound);
    expect(group.status).toBe(404);
  });
});
