import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { cellText } from '../cell-text.ts';
import type { ExportRow } from '../index.ts';
import { askPython, exported, exportRow, hardRows, pythonWith } from '../testing.ts';

type Card = {
  fn: string;
  given: string;
  tel: string[];
  email: string[];
  org: string[];
  note: string | null;
  tags: string[];
  uid: string;
};

const python = pythonWith('vobject');
const byVobject = `
import io, json, sys, vobject
def lone(card, name):
  return card.contents[name][0].value if name in card.contents else None
cards = vobject.readComponents(io.StringIO(sys.stdin.buffer.read().decode('utf-8'), newline=''))
print(json.dumps([{ 'fn': card.fn.value, 'given': card.n.value.given, 'tel': [t.value for t in card.contents.get('tel', [])],
  'email': [e.value for e in card.contents.get('email', [])], 'org': lone(card, 'org') or [], 'note': lone(card, 'note'),
  'tags': lone(card, 'categories') or [], 'uid': card.uid.value } for card in cards]))
`;
const byZipfile = `
import io, json, sys, zipfile
with zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read())) as z:
  assert z.testzip() is None
  print(json.dumps([[info.filename, z.read(info).decode('utf-8'), info.date_time[0]] for info in z.infolist()]))
`;

/** Outside of structured values ical.js leaves `\\;` as it stands; ours always writes it for a semicolon. */
const unescaped = (text: string) => text.replaceAll('\\;', ';');

function byIcal(bytes: Uint8Array): Card[] {
  const components = ICAL.parse(Buffer.from(bytes).toString()) as unknown[];
  const cards = (Array.isArray(components[0]) ? components : [components]) as unknown[][];
  return cards.map((jcal) => {
    const card = new ICAL.Component(jcal);
    const one = (name: string) => card.getFirstPropertyValue(name) as string | null;
    const all = (name: string) => card.getAllProperties(name).flatMap((property) => property.getValues() as string[]);
    const given = (card.getFirstPropertyValue('n') as unknown as string[])[1] ?? '';
    const tags = all('categories').map(unescaped);
    const note = one('note');
    return {
      fn: unescaped(one('fn') ?? ''),
      given,
      tel: all('tel'),
      email: all('email'),
      org: all('org').flat(),
      note: note === null ? null : unescaped(note),
      tags,
      uid: one('uid') ?? '',
    };
  });
}

function expectedCard(row: ExportRow, version: '3' | '4'): Card {
  const name = row.name === null ? null : cellText(row.name);
  return {
    fn: name ?? `+${row.phone_number}`,
    given: name ?? '',
    tel: row.phone_number === null ? [] : [`${version === '4' ? 'tel:' : ''}+${row.phone_number}`],
    email: row.email === null ? [] : [row.email],
    org: row.company === null ? [] : [cellText(row.company)],
    note: row.note === null ? null : cellText(row.note),
    tags: row.tags.map(cellText),
    uid: row.contact_id,
  };
}

const people = (): ExportRow[] => [
  ...hardRows().map((row) => ({ ...row, email: 'a.b+c@x.test', company: 'Toko, Budi; & Anak' })),
  exportRow({ name: null }),
];

const suite = python ? describe : describe.skip;
suite(`vCard 3.0 read by vobject${python ? '' : ' (python3-vobject is missing)'}`, () => {
  it('keeps every hard text, field by field', async () => {
    const { bytes, counts } = await exported(people(), { format: 'vcard3' });
    expect(askPython<Card[]>(python ?? '', byVobject, bytes)).toEqual(people().map((row) => expectedCard(row, '3')));
    expect(counts).toEqual({ contacts: people().length, written: people().length, left_out: 0 });
  });
});

describe('vCard read by ical.js', () => {
  it.each(['3', '4'] as const)('keeps every hard text in %s.0, field by field', async (version) => {
    const { bytes } = await exported(people(), { format: `vcard${version}` });
    expect(byIcal(bytes)).toEqual(people().map((row) => expectedCard(row, version)));
  });

  it('reads back equal, whatever the texts are', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 120 }).map((some) => `x${some}x`);
    await fc.assert(
      fc.asyncProperty(
        text,
        text,
        fc.array(text, { maxLength: 4 }),
        fc.constantFrom('3', '4'),
        async (name, note, tags, version) => {
          const row = exportRow({ name, note, tags });
          const { bytes } = await exported([row], { format: `vcard${version as '3' | '4'}` });
          expect(byIcal(bytes)).toEqual([expectedCard(row, version as '3' | '4')]);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('the text of a card', () => {
  it('has what strict address books want, and nothing else', async () => {
    const row = exportRow({ note: 'satu\ndua, tiga; \\', tags: ['a,b', 'c'] });
    const third = await exported([row], { format: 'vcard3' });
    expect(third.bytes.toString().split('\r\n')).toEqual([
      'BEGIN:VCARD',
      'VERSION:3.0',
      'N:;Budi Santoso;;;',
      'FN:Budi Santoso',
      'TEL;TYPE=CELL:+6281234567890',
      'NOTE:satu\\ndua\\, tiga\\; \\\\',
      'CATEGORIES:a\\,b,c',
      'UID:6281234567890@s.whatsapp.net',
      'REV:2026-11-22T23:11:19.000Z',
      'END:VCARD',
      '',
    ]);
    const fourth = (await exported([row], { format: 'vcard4' })).bytes.toString();
    expect(fourth).toContain('VERSION:4.0\r\nKIND:individual\r\n');
    expect(fourth).toContain('TEL;VALUE=uri;TYPE=cell;PREF=1:tel:+6281234567890\r\n');
    expect(fourth).toContain('REV:20261122T231119Z\r\n');
  });

  it('is folded at 75 bytes, and no character is cut', async () => {
    const { bytes } = await exported(hardRows(), { format: 'vcard3' });
    const lines = bytes.toString('latin1').split('\r\n');
    expect(Math.max(...lines.map((line) => line.length))).toBe(75);
    const decoder = new TextDecoder('utf-8', { fatal: true });
    for (const line of lines) expect(() => decoder.decode(Buffer.from(line, 'latin1'))).not.toThrow();
  });

  it('leaves out a mere name, and says so', async () => {
    const hidden = exportRow({ phone_number: null, lid: '123', contact_id: '123@lid' });
    const { bytes, counts } = await exported([hidden, exportRow()], { format: 'vcard3' });
    expect(byIcal(bytes)).toHaveLength(1);
    expect(counts).toEqual({ contacts: 2, written: 1, left_out: 1 });
  });
});

const zipSuite = python ? describe : describe.skip;
zipSuite(`vCards in a ZIP read by Python${python ? '' : ' (python3 is missing)'}`, () => {
  const entries = (bytes: Uint8Array) => askPython<[string, string, number][]>(python ?? '', byZipfile, bytes);

  it('has a file per person, each with a name of its own that every system takes', async () => {
    const rows = hardRows();
    const { bytes, extension } = await exported(rows, { format: 'vcard3', cards_per_file: 1 }, 7);
    const files = entries(bytes);
    expect(extension).toBe('zip');
    expect(files.flatMap(([, text]) => byIcal(Buffer.from(text)))).toEqual(rows.map((row) => expectedCard(row, '3')));
    expect(new Set(files.map(([name]) => name.toLowerCase())).size).toBe(rows.length);
    expect(files.filter(([name]) => /[<>:"/\\|?*\n\t]|[ .]\.vcf$/.test(name))).toEqual([]);
    expect(files[1]?.[0]).toBe('000002 山田太郎，漢字、カナ.vcf');
    expect(files[0]?.[2]).toBe(2026);
  });

  it.each([[1], [3], [1000]])('has files of so many cards, read in batches of %i', async (batch) => {
    const rows = hardRows().slice(0, 7);
    const { bytes, counts } = await exported(rows, { format: 'vcard4', cards_per_file: 3 }, batch);
    const files = entries(bytes);
    expect(files.map(([name]) => name)).toEqual(['000001.vcf', '000002.vcf', '000003.vcf']);
    expect(files.map(([, text]) => byIcal(Buffer.from(text)).length)).toEqual([3, 3, 1]);
    expect(counts.written).toBe(7);
  });

  it('fails above the most files that a ZIP can tell, rather than hide some', async () => {
    const rows = Array.from({ length: 65_536 }, () => exportRow());
    await expect(exported(rows, { format: 'vcard3', cards_per_file: 1 })).rejects.toThrow('at most 65535 files');
    expect((await exported(rows, { format: 'vcard3', cards_per_file: 2 })).counts.written).toBe(65_536);
  });
});
