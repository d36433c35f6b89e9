import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import type { ReadItem } from '../index.ts';
import { readAll, shown } from '../testing.ts';

function card(...lines: string[]): string {
  return ['BEGIN:VCARD', ...lines, 'END:VCARD', ''].join('\r\n');
}

async function onlyContact(text: string | Uint8Array) {
  const { items } = await readAll(text);
  expect(items).toHaveLength(1);
  return items[0];
}

describe('a vCard', () => {
  it('of an Android phone (2.1) is decoded: quoted-printable over several lines, charset, bare types', async () => {
    const text = card(
      'VERSION:2.1',
      'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=53=61=6E=74=6F=73=6F;=42=75=64=69=20=C3=',
      '=A9;;;',
      'FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=42=75=64=69=20=C3=A9',
      'TEL;CELL;PREF:0812-3456-7890',
      'TEL;WORK:+62 21 5551234',
      'PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgABAQ',
      ' AAAQABAAD/2wBD',
      'brokenWithoutBlank==',
      '',
      'NOTE;QUOTED-PRINTABLE:baris satu=0D=0Abaris dua',
    );
    expect(await onlyContact(text)).toMatchObject({
      line: 1,
      name: 'Budi é',
      note: 'baris satu\nbaris dua',
      phones: [
        { text: '0812-3456-7890', label: 'cell', digits: '6281234567890', reason: null },
        { text: '+62 21 5551234', label: 'work', digits: '62215551234', reason: null },
      ],
    });
  });

  it('may name another charset, or none while it is not UTF-8', async () => {
    const named = card(
      'VERSION:2.1',
      'N;CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:=8E=52=93=63',
      'TEL:0812345678901',
    );
    expect(await onlyContact(named)).toMatchObject({ name: '山田' });
    const raw = Buffer.from(card('VERSION:2.1', 'FN:Jos\u00e9', 'TEL:081234567890'), 'latin1');
    expect(await onlyContact(raw)).toMatchObject({ name: 'José' });
    const unknown = card('FN;CHARSET=KLINGON:José', 'TEL:081234567890');
    expect(await onlyContact(unknown)).toMatchObject({ name: 'José' });
  });

  it('of an iPhone (3.0) gives its labels, escapes, folded lines and categories', async () => {
    const text = card(
      'VERSION:3.0',
      'N:Jaya;Toko;;;',
      'FN:Toko\\, Jaya',
      'ORG:PT Jaya;Gudang;',
      'item1.TEL;type=pref:+62 812-3456-7890',
      'item1.X-ABLabel:_$!<Mobile>!$_',
      'item2.TEL:0813 4567 8901',
      'item2.X-ABLabel:Gudang belakang',
      'TEL;type=HOME;type=VOICE:021-5551234',
      'EMAIL;type=INTERNET;type=pref:toko@x.id',
      'NOTE:satu\\ndua\\; ti',
      ' ga',
      'CATEGORIES:Pelanggan,VIP\\, besar,myContacts',
    );
    expect(await onlyContact(text)).toEqual({
      kind: 'contact',
      line: 1,
      name: 'Toko, Jaya',
      company: 'PT Jaya, Gudang',
      emails: ['toko@x.id'],
      note: 'satu\ndua; tiga',
      tags: ['Pelanggan', 'VIP, besar'],
      lid: null,
      phones: [
        { text: '+62 812-3456-7890', label: 'Mobile', digits: '6281234567890', reason: null },
        { text: '0813 4567 8901', label: 'Gudang belakang', digits: '6281345678901', reason: null },
        { text: '021-5551234', label: 'home', digits: '62215551234', reason: null },
      ],
    });
  });

  it('from a WhatsApp chat gives the number that WhatsApp knows', async () => {
    const text = card('VERSION:3.0', 'FN:Budi', 'TEL;type=CELL;waid=551187654321:0812', 'X-WA-BIZ-NAME:Warung');
    expect(await onlyContact(text)).toMatchObject({
      company: 'Warung',
      phones: [{ text: '0812', digits: '551187654321', reason: null }],
    });
  });

  it('4.0 writes phones as addresses', async () => {
    const text = card('VERSION:4.0', 'FN:Joe', 'TEL;VALUE=uri;TYPE="cell,home";PREF=1:tel:+62-812-3456-7890;ext=5');
    expect(await onlyContact(text)).toMatchObject({ phones: [{ digits: '6281234567890', label: 'cell home' }] });
  });

  it('without FN is named by N, nickname or company, and without any by nothing', async () => {
    const cards = [
      card('N:Santoso;Budi;Adi;Dr.;S.E.', 'TEL:081234567890'),
      card('NICKNAME:Bud', 'TEL:081234567890'),
      card('ORG:PT Maju', 'TEL:081234567890'),
      card('FN:+62 812-3456-7890', 'TEL:081234567890'),
    ];
    const { items } = await readAll(cards.join(''));
    const names = items.map((item) => item.kind === 'contact' && item.name);
    expect(names).toEqual(['Dr. Budi Adi Santoso S.E.', 'Bud', 'PT Maju', null]);
  });

  it('may follow others of other versions, with any line ends and a mark before it', async () => {
    const cards = [card('VERSION:2.1', 'FN:A', 'TEL:081234567890'), card('VERSION:4.0', 'FN:B', 'TEL:12')];
    const mixed = `\ufeff${cards[0]?.replaceAll('\r\n', '\n')}\n\n${cards[1]?.replaceAll('\r\n', '\r')}`;
    const expected = ['1 A: 6281234567890', '8 B: ? too_short'];
    for (const size of [1, 2, 5, 1000]) expect(shown((await readAll(mixed, {}, size)).items)).toEqual(expected);
    const wide = Buffer.from(mixed, 'utf16le');
    expect(shown((await readAll(wide)).items)).toEqual(expected);
  });

  it('that is broken costs only itself', async () => {
    const text = [
      'x\r\n',
      card('FN:A', 'TEL:081234567890'),
      'BEGIN:VCARD\r\nFN:Cut\r\nTEL:081345678901\r\n',
      card('no property', 'FN', ';;;:', 'TEL;TYPE="cell:+6281234567891', ':x', '\u0000\u0000'),
      card('X-ADDRESSBOOKSERVER-KIND:group', 'FN:Family'),
      card('NOTE:nothing'),
      'BEGIN:VCARD\r\nFN;QUOTED-PRINTABLE:cut =\r\nEND:VCARD\r\n',
    ].join('');
    expect(shown((await readAll(text)).items)).toEqual([
      '1 text_outside_cards',
      '2 A: 6281234567890',
      '6 card_not_closed',
      '6 Cut: 6281345678901',
      '9 -: 6281234567891',
      '17 not_a_person',
      '21 nothing_to_read',
      '24 cut =: ',
    ]);
  });

  it('of any size is read within the limits', async () => {
    const many = card('FN:A', ...Array.from({ length: 3000 }, (_, i) => `X-A:${i}`));
    expect(shown((await readAll(many)).items)).toEqual(['1 card_too_long', '1 A: ']);
    const long = card('FN:A', `NOTE:${'a'.repeat(3_000_000)}`, 'TEL:081234567890');
    expect(shown((await readAll(long)).items)).toEqual(['1 line_too_long', '1 A: 6281234567890']);
    const picture = card('FN:A', `PHOTO;ENCODING=b:${'QUJD'.repeat(1_000_000)}`, 'TEL:081234567890');
    expect(shown((await readAll(picture)).items)).toEqual(['1 A: 6281234567890']);
    const folded = card('FN:A', `NOTE:a${'\r\n aaaaaaaaaaaaaaaaaaaaaaaaa'.repeat(100_000)}`, 'TEL:081234567890');
    expect(shown((await readAll(folded)).items)).toEqual(['1 line_too_long', '1 A: 6281234567890']);
    const cards = card('FN:A').repeat(5);
    expect(shown((await readAll(cards, { limits: { rows: 2 } })).items).at(-1)).toBe('7 too_many_rows, the end');
  });

  it('is understood as ical.js understands it', async () => {
    // Without `;`: the oracle leaves the escape before it where it is.
    const word = fc.stringMatching(/^[A-Za-zé山😀 ,\\]{0,20}[a-z]$/u).map((text) => text.trim());
    const details = fc.record({ name: word, note: word, company: word, tags: fc.array(word, { maxLength: 3 }) });
    await fc.assert(
      fc.asyncProperty(details, async (person) => {
        const text = foldedCard(person);
        expect(fieldsOf(await onlyContact(text))).toEqual(fieldsByOracle(text));
      }),
      { numRuns: 300 },
    );
  });
});

type Person = { name: string; note: string; company: string; tags: string[] };

function escaped(text: string): string {
  return text.replace(/[\\,;]/g, '\\$&');
}

function foldedCard({ name, note, company, tags }: Person): string {
  const lines = [
    'VERSION:3.0',
    `FN:${escaped(name)}`,
    `NOTE:${escaped(note)}`,
    `ORG:${escaped(company)}`,
    ...(tags.length > 0 ? [`CATEGORIES:${tags.map(escaped).join(',')}`] : []),
    'TEL;TYPE=CELL:+6281234567890',
  ];
  return card(...lines.map((line) => line.replace(/.{15}/gu, '$&\r\n ')));
}

function fieldsOf(item: ReadItem | undefined) {
  if (item?.kind !== 'contact') return undefined;
  const { name, note, company, tags, phones } = item;
  return { name, note, company, tags, phones: phones.map(({ text }) => text) };
}

function fieldsByOracle(text: string) {
  const component = new ICAL.Component(ICAL.parse(text));
  const value = (name: string) => String(component.getFirstPropertyValue(name)).trim();
  const tags = component.getFirstProperty('categories')?.getValues() ?? [];
  return {
    name: value('fn'),
    note: value('note'),
    company: value('org'),
    tags: [...new Set(tags.map((tag) => String(tag).trim()))],
    phones: [value('tel')],
  };
}
