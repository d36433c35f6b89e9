import type { ExportColumn } from '@grabber/contract';
import type { Language } from '../i18n/index.ts';
import { countryName } from './countries.ts';
import { formatPhone, type PhoneFormat } from './phones.ts';
import type { ExportRow } from './types.ts';

export type ColumnKind = 'text' | 'phone' | 'date' | 'number' | 'bool';
export type ColumnValue = string | number | boolean | null | readonly string[];
type Words = Record<Language, string>;

/** How the values of a file are told, beside the row itself. */
export type ValueOptions = { language: Language; phone_format: PhoneFormat };

export type Column = {
  key: ColumnKey;
  kind: ColumnKind;
  header: Words;
  /** In characters, for spreadsheets. */
  width: number;
  value: (row: ExportRow, options: ValueOptions) => ColumnValue;
  /** What the values are called in tables for people; JSON has the values themselves. */
  words?: Record<string, Words>;
};

type Definition = Omit<Column, 'key'>;

const roles = {
  member: { id: 'anggota', en: 'member' },
  admin: { id: 'admin', en: 'admin' },
  superadmin: { id: 'pemilik', en: 'owner' },
};
const statuses = {
  active: { id: 'aktif', en: 'active' },
  inactive: { id: 'tidak aktif', en: 'inactive' },
  blocked: { id: 'diblokir', en: 'blocked' },
};

function text(id: string, en: string, width: number, value: Definition['value'], words?: Column['words']): Definition {
  return { kind: 'text', header: { id, en }, width, value, ...(words && { words }) };
}

function phone(id: string, en: string, format: (options: ValueOptions) => PhoneFormat): Definition {
  const value: Definition['value'] = ({ phone_number }, options) =>
    phone_number === null ? null : formatPhone(phone_number, format(options));
  return { kind: 'phone', header: { id, en }, width: 20, value };
}

/** Keys and headers are an API: they are added to, never renamed, nor moved. */
const definitions = {
  name: text('Nama', 'Name', 28, ({ alias, name }) => alias ?? name),
  phone: phone('Telepon', 'Phone', ({ phone_format }) => phone_format),
  saved_name: text('Nama tersimpan', 'Saved name', 28, ({ saved_name }) => saved_name),
  push_name: text('Nama push', 'Push name', 24, ({ push_name }) => push_name),
  verified_name: text('Nama usaha', 'Business name', 24, ({ verified_name }) => verified_name),
  alias: text('Alias', 'Alias', 24, ({ alias }) => alias),
  phone_e164: phone('E.164', 'E.164', () => 'e164'),
  phone_international: phone('Internasional', 'International', () => 'international'),
  phone_national: phone('Nasional', 'National', () => 'national'),
  phone_digits: phone('Angka saja', 'Digits', () => 'digits'),
  country: text('Negara', 'Country', 16, ({ country_code }, { language }) => countryName(country_code, language)),
  country_code: text('Kode negara', 'Country code', 8, ({ country_code }) => country_code),
  groups: text('Grup', 'Groups', 36, ({ memberships }) =>
    memberships.map((group) => group.group_name ?? group.group_id),
  ),
  role: text('Peran', 'Role', 14, ({ memberships }) => memberships.map(({ role }) => role), roles),
  groups_count: {
    kind: 'number',
    header: { id: 'Jumlah grup', en: 'Number of groups' },
    width: 8,
    value: ({ memberships }) => memberships.length,
  },
  tags: text('Tag', 'Tags', 20, ({ tags }) => tags),
  note: text('Catatan', 'Note', 30, ({ note }) => note),
  email: text('E-mail', 'E-mail', 24, ({ email }) => email),
  company: text('Perusahaan', 'Company', 20, ({ company }) => company),
  in_address_book: bool('Tersimpan di HP', 'Saved on the phone', ({ in_address_book }) => in_address_book),
  is_business: bool('Akun bisnis', 'Business account', ({ is_business }) => is_business),
  status: text('Status', 'Status', 12, ({ status }) => status, statuses),
  session_id: text('Session', 'Session', 16, ({ session_id }) => session_id),
  jid: text('JID', 'JID', 30, ({ contact_id }) => contact_id),
  lid: text('LID', 'LID', 20, ({ lid }) => lid),
  first_seen_at: date('Pertama dilihat', 'First seen', ({ first_seen_at }) => first_seen_at),
  updated_at: date('Terakhir diperbarui', 'Last updated', ({ updated_at }) => updated_at),
  link: text('Tautan wa.me', 'wa.me link', 28, ({ phone_number }) => phone_number && `https://wa.me/${phone_number}`),
} satisfies Record<ExportColumn, Definition>;

function bool(id: string, en: string, value: (row: ExportRow) => boolean): Definition {
  return { kind: 'bool', header: { id, en }, width: 10, value };
}

function date(id: string, en: string, value: (row: ExportRow) => string): Definition {
  return { kind: 'date', header: { id, en }, width: 19, value };
}

export type ColumnKey = ExportColumn;

/** Every column that can be chosen, in their stable order. */
export const columnKeys = Object.keys(definitions) as readonly ColumnKey[];

/** What is exported when nothing is chosen. */
export const defaultColumns: readonly ColumnKey[] = [
  'name',
  'phone',
  'push_name',
  'verified_name',
  'country',
  'groups',
  'role',
  'tags',
  'note',
  'in_address_book',
  'is_business',
  'lid',
  'first_seen_at',
  'updated_at',
];

/** The chosen columns, in the order chosen. */
export function columnsOf(keys: readonly ColumnKey[]): Column[] {
  return keys.map((key) => ({ key, ...definitions[key] }));
}
