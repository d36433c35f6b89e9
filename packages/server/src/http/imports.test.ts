import { importAnswer, importRowList, type Job, jobAnswer } from '@grabber/contract';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { workbook } from '../address-files/testing.ts';
import { systemCaller } from '../auth/index.ts';
import { exported, hardRows, hardTexts } from '../exporting/testing.ts';
import { end, people, saved } from '../grabbing/testing/facts.ts';
import type { Storage } from '../storage/index.ts';
import { contactRow } from '../storage/sample-rows.ts';
import { describeEachDialect } from '../storage/testing.ts';
import { type RealHttp, realHttp } from './testing/real.ts';

describeEachDialect('imports over HTTP', (open, database) => {
  let http: RealHttp;
  let storage: Storage;
  const keys = { all: '', bound: '' };

  beforeAll(async () => {
    storage = await open();
    http = await realHttp(storage, database.url());
    keys.all = (await http.keys.create({ name: 'all', scopes: ['admin'] }, systemCaller)).key;
    keys.bound = (await http.keys.create({ name: 'bound', scopes: ['admin'], sessions: ['toko'] }, systemCaller)).key;
  }, 120_000);
  afterAll(() => http?.close());
  beforeEach(async () => {
    for (const table of ['contacts', 'contact_tags', 'tags', 'imports', 'import_rows', 'changes'] as const)
      await storage.db.deleteFrom(table).execute();
  });

  async function upload(content: string | Uint8Array, name = 'kontak.csv', key = keys.all) {
    const form = new FormData();
    form.set('file', new Blob([content as unknown as string]), name);
    const answer = await fetch(`${http.base}/api/imports`, {
      method: 'POST',
      headers: { 'x-api-key': key },
      body: form,
    });
    expect(answer.status).toBe(201);
    return importAnswer.parse(await answer.json()).data.import;
  }

  async function call(method: string, path: string, body?: unknown, key = keys.all): Promise<Response> {
    const headers = { 'x-api-key': key, ...(body ? { 'content-type': 'application/json' } : {}) };
    return await fetch(`${http.base}${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
  }

  async function work(path: string, key = keys.all): Promise<Job> {
    const answer = await call('POST', path, undefined, key);
    expect(answer.status).toBe(202);
    return await http.features.jobs.wait(jobAnswer.parse(await answer.json()).data.job.id);
  }

  async function rowsOf(id: number) {
    const { rows } = importRowList.parse(await (await call('GET', `/api/imports/${id}/rows?limit=100`)).json()).data;
    return rows.map(({ line, outcome, code, name, phone }) => [line, outcome, code, name, phone]);
  }

  const contacts = () =>
    storage.db
      .selectFrom('contacts')
      .select(['session_id', 'phone_number', 'name', 'alias', 'email', 'company', 'note', 'opted_out'])
      .orderBy('id')
      .execute();
  const tagsOf = async () =>
    (
      await storage.db
        .selectFrom('contact_tags')
        .innerJoin('tags', 'tags.id', 'contact_tags.tag_id')
        .innerJoin('contacts', 'contacts.id', 'contact_tags.contact_row_id')
        .select(['contacts.phone_number', 'tags.name', 'contact_tags.source'])
        .orderBy('contacts.id')
        .orderBy('tags.name')
        .execute()
    ).map(({ phone_number, name }) => `${phone_number} ${name}`);

  const file = [
    'Nama,Telepon,E-mail,Perusahaan,Catatan,Tag',
    'Budi,0812-3456-7890,budi@x.test,Toko Budi,langganan,Pelanggan',
    'Siti,+62 813 0000 0001,,,,Pelanggan',
    'Budi lagi,6281234567890,,,,',
    'Rusak,6.28E+12,,,,',
    'Tanpa nomor,,,,,',
    'Ani,0814 0000 0002,,,,',
  ].join('\r\n');

  async function knowAni(): Promise<number> {
    const row = contactRow('toko', 1, {
      contact_id: '6281400000002@s.whatsapp.net',
      phone_number: '6281400000002',
      name: 'Ani',
      email: 'lama@x.test',
      alias: null,
      note: null,
    });
    const [id = 0] = await storage.bulk.insertWithIds(storage.db, 'contacts', [row]);
    return id;
  }

  test('phones without a calling code are read in the country of the settings, unless the file says its own', async () => {
    const { settings } = http.features;
    await settings.change({ default_country: 'BR' });
    const made = await upload('Nama,Telepon\r\nJosé,011 98765-4321');
    await settings.change({ default_country: 'ID' });
    expect(made.default_country).toBe('BR');
    expect(await rowsOf(made.id)).toEqual([[2, 'new', null, 'José', '5511987654321']]);
    expect((await upload('Nama,Telepon\r\nBudi,0812-3456-7890')).default_country).toBe('ID');
  });

  test('a preview says what would happen to each row, and why; nothing is written', async () => {
    await knowAni();
    const made = await upload(file);
    expect(made).toMatchObject({
      status: 'previewed',
      format: 'csv',
      delimiter: ',',
      counts: { new: 2, update: 0, duplicate: 2, invalid: 2 },
    });
    expect(made.columns.map(({ role }) => role)).toEqual(['name', 'phone', 'email', 'company', 'note', 'tags']);
    expect(await rowsOf(made.id)).toEqual([
      [2, 'new', null, 'Budi', '6281234567890'],
      [3, 'new', null, 'Siti', '6281300000001'],
      [4, 'duplicate', 'twice_in_file', 'Budi lagi', '6281234567890'],
      [5, 'invalid', 'rounded', 'Rusak', '6.28E+12'],
      [6, 'invalid', 'no_phone', 'Tanpa nomor', null],
      [7, 'duplicate', 'already_there', 'Ani', '6281400000002'],
    ]);
    expect(await contacts()).toHaveLength(1);
    const errors = await (await call('GET', `/api/imports/${made.id}/errors.csv`)).text();
    expect(errors).toContain('"5","Rusak","6.28E+12"');
  });

  test('a commit writes people, own fields and tags; the same file twice adds nothing; a rollback takes all of it back', async () => {
    await knowAni();
    const before = await contacts();
    const made = await upload(file.replace('Ani,0814 0000 0002,,,,', 'Ani Baru,0814 0000 0002,baru@x.test,,,VIP'));
    const job = await work(`/api/imports/${made.id}/commit`);
    expect(job).toMatchObject({ status: 'completed', done: 3, failed: 0 });
    expect(await contacts()).toMatchObject([
      { session_id: 'toko', name: 'Ani', alias: 'Ani Baru', email: 'baru@x.test' },
      {
        session_id: 'impor',
        phone_number: '6281234567890',
        name: 'Budi',
        alias: 'Budi',
        email: 'budi@x.test',
        company: 'Toko Budi',
        note: 'langganan',
      },
      { session_id: 'impor', phone_number: '6281300000001', name: 'Siti' },
    ]);
    expect(await tagsOf()).toEqual(['6281400000002 VIP', '6281234567890 Pelanggan', '6281300000001 Pelanggan']);
    const changes = await storage.db.selectFrom('changes').select(['kind', 'source']).orderBy('seq').execute();
    const source = `import:${made.id}`;
    expect(changes.map(({ kind }) => kind).sort()).toEqual(['created', 'created', 'updated']);
    expect(new Set(changes.map((change) => change.source))).toEqual(new Set([source]));
    const session = await storage.db
      .selectFrom('whatsapp_sessions')
      .selectAll()
      .where('session_id', '=', 'impor')
      .executeTakeFirst();
    expect(session).toMatchObject({ name: 'Impor', engine: 'none', status: 'disconnected' });
    expect((await call('POST', '/api/sessions/impor/connect')).status).toBe(501);

    const again = await upload(file.replace('Ani,0814 0000 0002,,,,', 'Ani Baru,0814 0000 0002,baru@x.test,,,VIP'));
    expect(again.counts).toEqual({ new: 0, update: 0, duplicate: 4, invalid: 2 });
    expect(await work(`/api/imports/${again.id}/commit`)).toMatchObject({ status: 'completed', done: 0 });
    expect(await contacts()).toHaveLength(3);

    const rollback = await work(`/api/imports/${made.id}/rollback`);
    expect(rollback).toMatchObject({ status: 'completed', done: 3, undo_of: job.id });
    expect(await contacts()).toEqual(before);
    expect(await tagsOf()).toEqual([]);
    expect(await storage.db.selectFrom('tags').selectAll().execute()).toEqual([]);
    const { import: rolledBack } = importAnswer.parse(await (await call('GET', `/api/imports/${made.id}`)).json()).data;
    expect(rolledBack).toMatchObject({ status: 'rolled_back', rollback_job_id: rollback.id });
    expect((await call('POST', `/api/imports/${made.id}/rollback`)).status).toBe(409);
  });

  test('a rollback leaves who was changed since, and says so', async () => {
    const made = await upload(file);
    const { id } = await work(`/api/imports/${made.id}/commit`);
    await storage.db.updateTable('contacts').set({ note: 'ditelepon' }).where('name', '=', 'Budi').execute();
    const rollback = await work(`/api/imports/${made.id}/rollback`);
    expect((await contacts()).map(({ name }) => name)).toEqual(['Budi']);
    const { rows } = await http.features.jobs.items(systemCaller.principal, rollback.id, {
      limit: 50,
      sort: 'id',
      total: false,
    });
    expect(rows.map(({ outcome, code }) => [outcome, code]).sort()).toEqual([
      ['done', null],
      ['done', null],
      ['skipped', 'changed_since'],
    ]);
    expect(rollback.undo_of).toBe(id);
  });

  test('columns, policy, tags and target can be changed before the commit', async () => {
    await knowAni();
    const made = await upload('A;B\nBudi;0812 3456 7890\nAni B;0814 0000 0002\n');
    const tag = await call('GET', '/api/me');
    expect(tag.status).toBe(200);
    await storage.db
      .insertInto('tags')
      .values({ name: 'Pameran', color: 'blue', created_at: made.created_at } as never)
      .execute();
    const { id: tagId } = await storage.db.selectFrom('tags').select('id').executeTakeFirstOrThrow();
    const columns = [
      { index: 0, role: 'name' },
      { index: 1, role: 'phone' },
    ];
    const change = async (body: unknown) =>
      importAnswer.parse(await (await call('PATCH', `/api/imports/${made.id}`, body)).json()).data.import;
    expect((await change({ columns, policy: 'skip', tag_ids: [tagId, 999] })).counts).toEqual({
      new: 1,
      update: 0,
      duplicate: 1,
      invalid: 0,
    });
    expect(await change({ policy: 'update' })).toMatchObject({ counts: { new: 1, update: 1 }, tag_ids: [tagId] });
    await work(`/api/imports/${made.id}/commit`);
    expect(await tagsOf()).toEqual(['6281400000002 Pameran', '6281234567890 Pameran']);
    expect((await call('PATCH', `/api/imports/${made.id}`, { policy: 'skip' })).status).toBe(409);
  });

  test('a grab neither destroys what was imported nor takes imported people for gone', async () => {
    const { id } = await http.grabbedSession('Grab', '62855000');
    const made = await upload('Nama,Telepon\nTamu,0812 3456 7890\nDikenal,0855 0001\nDatang,0812 3456 7891\n');
    await call('PATCH', `/api/imports/${made.id}`, { session_id: id });
    await work(`/api/imports/${made.id}/commit`);
    http.engine.answer(id, 'contacts', [
      people(saved('628550001', 'Dari HP'), saved('6281234567891', 'Nama HP')),
      end(),
    ]);
    http.engine.answer(id, 'groups', [end()]);
    const grab = await http.grabs.start(id as never, 'all');
    await http.grabs.wait(grab.id);
    const rows = await storage.db
      .selectFrom('contacts')
      .select(['phone_number', 'alias', 'name', 'status', 'removed_at'])
      .where('phone_number', 'in', ['6281234567890', '6281234567891'])
      .orderBy('phone_number')
      .execute();
    expect(rows).toMatchObject([
      { alias: 'Tamu', status: 'active', removed_at: null },
      { alias: 'Datang', name: 'Nama HP', status: 'active', removed_at: null },
    ]);
  });

  test('people who asked to be left alone stay so', async () => {
    const id = await knowAni();
    await storage.db.updateTable('contacts').set({ opted_out: true }).where('id', '=', id).execute();
    const made = await upload('Nama,Telepon\nAni dua,0814 0000 0002\n');
    await call('PATCH', `/api/imports/${made.id}`, { policy: 'create' });
    await storage.db
      .insertInto('whatsapp_sessions')
      .values({
        session_id: 'lain',
        name: 'Lain',
        status: 'disconnected',
        is_active: false,
        created_at: made.created_at,
        updated_at: made.created_at,
        engine: 'none',
        sync_state: 'none',
      } as never)
      .execute();
    await call('PATCH', `/api/imports/${made.id}`, { session_id: 'lain' });
    await work(`/api/imports/${made.id}/commit`);
    expect((await contacts()).map(({ session_id, opted_out }) => [session_id, opted_out])).toEqual([
      ['toko', true],
      ['lain', true],
    ]);
  });

  test('our own exports come back whole: XLSX, vCard, Google’s CSV', async () => {
    for (const format of ['xlsx', 'vcard3', 'vcard4', 'csv_google'] as const) {
      await storage.db.deleteFrom('contacts').execute();
      const { bytes, extension } = await exported(hardRows(), { format, guard_formulas: false });
      const made = await upload(bytes, `kontak.${extension}`);
      expect({ format, counts: made.counts }).toEqual({
        format,
        counts: { new: hardTexts.length, update: 0, duplicate: 0, invalid: 0 },
      });
      await work(`/api/imports/${made.id}/commit`);
      expect((await contacts()).map(({ phone_number }) => phone_number)).toEqual(
        hardRows().map(({ phone_number }) => phone_number),
      );
    }
  });

  test('what is no address file is refused with a reason, and hostile workbooks cost nothing', async () => {
    const made = await upload('%PDF-1.4 ...', 'surat.pdf');
    expect(made).toMatchObject({ status: 'unreadable', format: null, problems: [{ code: 'unknown_format' }] });
    expect(made.problems[0]?.reason).toBe('Bukan CSV, XLSX atau vCard');
    expect((await call('POST', `/api/imports/${made.id}/commit`)).status).toBe(409);
    const sheet = await upload(
      await workbook([
        ['Nama', 'Telepon'],
        ['Budi', 6281234567890],
      ]),
      'a.xlsx',
    );
    expect(sheet).toMatchObject({ format: 'xlsx', counts: { new: 1 } });
    const empty = await fetch(`${http.base}/api/imports`, {
      method: 'POST',
      headers: { 'x-api-key': keys.all, 'content-type': 'text/csv' },
      body: '',
    });
    expect(empty.status).toBe(422);
    const raw = await fetch(`${http.base}/api/imports?file_name=a.csv`, {
      method: 'POST',
      headers: { 'x-api-key': keys.all, 'content-type': 'text/csv' },
      body: 'Nama,Telepon\nA,081234567890\n',
    });
    expect(importAnswer.parse(await raw.json()).data.import).toMatchObject({ file_name: 'a.csv', counts: { new: 1 } });
    expect((await call('DELETE', `/api/imports/${sheet.id}`)).status).toBe(200);
    expect((await call('GET', `/api/imports/${sheet.id}`)).status).toBe(404);
  });

  test('a bound key imports into its own session, makes no tags, and sees no import of others', async () => {
    const others = await upload(file);
    expect((await call('GET', `/api/imports/${others.id}`, undefined, keys.bound)).status).toBe(404);
    await work(`/api/imports/${others.id}/commit`);
    const own = await upload(file.replace('Siti,', 'Siti B,').replaceAll('Pelanggan', 'Rahasia'), 'b.csv', keys.bound);
    expect(own).toMatchObject({ session_id: 'toko', counts: { new: 3 } });
    expect((await call('PATCH', `/api/imports/${own.id}`, { session_id: 'impor' }, keys.bound)).status).toBe(404);
    await work(`/api/imports/${own.id}/commit`, keys.bound);
    expect((await contacts()).filter(({ session_id }) => session_id === 'toko')).toHaveLength(3);
    expect((await storage.db.selectFrom('tags').select('name').execute()).map(({ name }) => name)).toEqual([
      'Pelanggan',
    ]);
  });
});
