import { beforeAll, expect, test } from 'vitest';
import type { Storage } from '../../storage/index.ts';
import { describeEachDialect } from '../../storage/testing.ts';
import type { EnginePerson } from '../engine.ts';
import { countPeople } from './directory.repo.ts';
import type { Told } from './facts.ts';
import { createLeftNumbers } from './left-numbers.ts';
import { listPeople } from './people.ts';
import { createWriter, type Writer } from './writer.ts';

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const book = (jid: string, name: string | null): Told => ({ facts: [{ kind: 'book', jid, name }], pairs: [] });
const push = (jid: string, name: string | null): Told => ({ facts: [{ kind: 'push', jid, name }], pairs: [] });
const pair = (lid: string, pn: string): Told => ({ facts: [], pairs: [{ lid, pn }] });

describeEachDialect('the directory', (open) => {
  let storage: Storage;
  let sessions = 0;

  beforeAll(async () => {
    storage = await open();
  });

  function fresh(): { sessionId: string; writer: Writer; people: () => Promise<EnginePerson[]> } {
    sessions += 1;
    const sessionId = `s${sessions}`;
    const writer = createWriter({ storage, sessionId, left: createLeftNumbers(), delay: 5, log: silent });
    return {
      sessionId,
      writer,
      async people() {
        await writer.settle();
        const found: EnginePerson[] = [];
        for await (const page of listPeople(storage, sessionId, new Set())) found.push(...page);
        expect(await countPeople(storage.db, sessionId)).toBe(found.length);
        return found;
      },
    };
  }

  test('nothing never overwrites something, in one batch or in two', async () => {
    const { writer, people } = fresh();
    writer.add(book('6281@s.whatsapp.net', 'Ibu 🌸'));
    writer.add(book('6281@s.whatsapp.net', null));
    await writer.settle();
    writer.add(book('6281@s.whatsapp.net', null));
    writer.add(push('6281@s.whatsapp.net', 'Siti'));
    expect(await people()).toMatchObject([
      { saved_name: 'Ibu 🌸', push_name: 'Siti', in_address_book: true, has_chat: false },
    ]);
  });

  test('a person known by phone and by LID is told once, whenever the pair becomes known', async () => {
    const { writer, people } = fresh();
    writer.add(book('6281@s.whatsapp.net', 'Budi'));
    writer.add(push('901@lid', 'Budi B'));
    expect((await people()).length).toBe(2);
    writer.add(pair('901', '6281'));
    expect(await people()).toMatchObject([{ pn: '6281', lid: '901', saved_name: 'Budi', push_name: 'Budi B' }]);
  });

  test('a person known by LID only gets the phone from the map', async () => {
    const { writer, people } = fresh();
    writer.add(push('902@lid', 'Ani'));
    writer.add(pair('902', '6282'));
    expect(await people()).toMatchObject([{ pn: '6282', lid: '902', push_name: 'Ani' }]);
  });

  test('a phone that gets another LID keeps what was known under the old one', async () => {
    const { writer, people } = fresh();
    writer.add(push('903@lid', 'Lama'));
    writer.add(pair('903', '6283'));
    await writer.settle();
    writer.add(pair('904', '6283'));
    expect(await people()).toMatchObject([{ pn: '6283', lid: '904', push_name: 'Lama' }]);
  });

  test('a person who changed the number takes everything along', async () => {
    const { writer, people } = fresh();
    writer.add(book('6284@s.whatsapp.net', 'Pindah'));
    writer.add(pair('905', '6284'));
    await writer.settle();
    writer.add(pair('905', '6299'));
    expect(await people()).toMatchObject([{ pn: '6299', lid: '905', saved_name: 'Pindah' }]);
  });

  test('a number that was left comes back to nobody, in one batch or in two, unless something newer says so', async () => {
    const { writer, people } = fresh();
    writer.add(book('6286@s.whatsapp.net', 'Pindah'));
    writer.add(pair('906', '6286'));
    await writer.settle();
    writer.add(pair('906', '6297'));
    writer.add(pair('906', '6286'));
    expect(await people()).toMatchObject([{ pn: '6297', lid: '906', saved_name: 'Pindah' }]);
    writer.add({ ...pair('906', '6286'), asOf: Date.now() - 60_000 });
    expect(await people()).toMatchObject([{ pn: '6297' }]);
    writer.add({ ...pair('906', '6286'), asOf: Date.now() + 60_000 });
    expect(await people()).toMatchObject([{ pn: '6286', lid: '906', saved_name: 'Pindah' }]);
  });

  test('the pair that was told last counts, also when it was told before in the same batch', async () => {
    const { writer, people } = fresh();
    writer.add(push('907@lid', 'Baru'));
    writer.add(pair('907', '6287'));
    writer.add(pair('908', '6287'));
    writer.add(pair('907', '6287'));
    expect(await people()).toMatchObject([{ pn: '6287', lid: '907', push_name: 'Baru' }]);
  });

  test('what an old message tells of a number that was left belongs to the number of now', async () => {
    const { writer, people } = fresh();
    writer.add(pair('909', '6288'));
    writer.add(book('6288@s.whatsapp.net', 'Pindah'));
    writer.add(pair('909', '6298'));
    await writer.settle();
    writer.add(push('6288@s.whatsapp.net', 'Terlambat'));
    expect(await people()).toMatchObject([{ pn: '6298', saved_name: 'Pindah', push_name: 'Terlambat' }]);
    writer.add(pair('910', '6288'));
    writer.add(push('6288@s.whatsapp.net', 'Orang lain'));
    const names = (await people()).map(({ pn, push_name }) => [pn, push_name]);
    expect(names.sort()).toEqual([
      ['6288', 'Orang lain'],
      ['6298', 'Terlambat'],
    ]);
  });

  test('the newest name counts, whether it was told by phone or by LID', async () => {
    const { writer, people } = fresh();
    writer.add(push('6289@s.whatsapp.net', 'Lama'));
    writer.add(pair('911', '6289'));
    await writer.settle();
    writer.add(push('911@lid', 'Baru'));
    expect(await people()).toMatchObject([{ pn: '6289', push_name: 'Baru' }]);
    writer.add(push('911@lid', 'Lebih baru'));
    writer.add(push('6289@s.whatsapp.net', 'Terbaru'));
    expect(await people()).toMatchObject([{ pn: '6289', push_name: 'Terbaru' }]);
  });

  test('pages hold everybody once, in the thousands', async () => {
    const { writer, people } = fresh();
    for (let index = 0; index < 2_300; index += 1) {
      writer.add(book(`62${100_000 + index}@s.whatsapp.net`, `Orang ${index}`));
      if (index % 3 === 0) writer.add(push(`${900_000 + index}@lid`, `P ${index}`));
      if (index % 3 === 0) writer.add(pair(`${900_000 + index}`, `62${100_000 + index}`));
    }
    const found = await people();
    expect(found.length).toBe(2_300);
    expect(found.filter(({ push_name }) => push_name !== null).length).toBe(767);
  });

  test('work given to settle commits with what was told before, or not at all', async () => {
    const { sessionId, writer } = fresh();
    writer.add(book('6285@s.whatsapp.net', 'Cici'));
    let tries = 0;
    await writer.settle(async (trx) => {
      const rows = await trx.selectFrom('engine_directory').select('jid').where('session_id', '=', sessionId).execute();
      expect(rows.length).toBe(1);
      tries += 1;
      if (tries === 1) throw new Error('the database is away');
    });
    expect(tries).toBe(2);
  });

  test('after retiring nothing is written', async () => {
    const { writer, people } = fresh();
    writer.add(book('6286@s.whatsapp.net', 'Dedi'));
    await writer.retire();
    writer.add(book('6287@s.whatsapp.net', 'Eka'));
    expect(await people()).toEqual([]);
  });
});
