import type { Language } from '../../i18n/index.ts';
import type { TableOptions } from '../options.ts';
import type { ExportCounts } from '../types.ts';
import type { ExcelLine, ExcelSheet } from './types.ts';

type InfoOptions = TableOptions & { created_at: string; info: readonly (readonly [string, string])[] };
type Fact =
  | 'property'
  | 'value'
  | 'schema'
  | 'created'
  | 'contacts'
  | 'lines'
  | 'rows_per'
  | 'phones'
  | 'times'
  | 'column';

/** Rises when a column gets another meaning; new columns do not raise it. */
const schemaVersion = '1';

const words: Record<Language, Record<Fact | 'contact' | 'membership', string>> = {
  id: {
    property: 'Keterangan',
    value: 'Isi',
    schema: 'Versi skema',
    created: 'Dibuat pada',
    contacts: 'Jumlah kontak',
    lines: 'Jumlah baris',
    rows_per: 'Satu baris per',
    contact: 'kontak',
    membership: 'keanggotaan grup',
    phones: 'Format telepon',
    times: 'Zona waktu',
    column: 'Kolom',
  },
  en: {
    property: 'Property',
    value: 'Value',
    schema: 'Schema version',
    created: 'Created at',
    contacts: 'Contacts',
    lines: 'Lines',
    rows_per: 'One line per',
    contact: 'contact',
    membership: 'group membership',
    phones: 'Phone format',
    times: 'Time zone',
    column: 'Column',
  },
};

/** What the file is: its schema, when and how it was made, and which key each column has. */
export function infoSheet(options: InfoOptions, counts: ExportCounts): ExcelSheet {
  const say = words[options.language];
  const columns = [
    { header: say.property, kind: 'text' as const, width: 28 },
    { header: say.value, kind: 'text' as const, width: 44 },
  ];
  return { name: 'Info', columns, lines: facts(options, counts) };
}

/** Told when the contacts are written, so that the counts are right. */
async function* facts(options: InfoOptions, counts: ExportCounts): AsyncGenerator<ExcelLine[]> {
  const say = words[options.language];
  yield [
    [say.schema, schemaVersion],
    [say.created, options.created_at],
    [say.contacts, counts.contacts],
    [say.lines, counts.written],
    [say.rows_per, say[options.rows_per]],
    [say.phones, options.phone_format],
    [say.times, 'UTC'],
    ...options.info,
    ...options.columns.map(({ key, header }) => [`${say.column}: ${header[options.language]}`, key]),
  ];
}
