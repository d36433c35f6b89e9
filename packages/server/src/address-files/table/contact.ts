import { lidOf, pnOf } from '../../core/index.ts';
import { cleanContact, readPhone, uniquePhones } from '../contact.ts';
import type { AddressColumn, ColumnRole, CountryCode, ReadContact, ReadPhone } from '../types.ts';
import type { Row } from './row.ts';
import { splitEmails, splitPhones, splitTags } from './split.ts';

/** The person of a row. */
export function contactOfRow(row: Row, columns: readonly AddressColumn[], country: CountryCode): ReadContact {
  const cells = (...roles: ColumnRole[]) => cellsOf(row, columns, roles);
  const company = cells('company')[0] ?? null;
  return cleanContact({
    line: row.line,
    name: nameOf(cells) ?? company,
    phones: uniquePhones([...phonesOfIds(cells('jid')), ...phonesOf(row, columns, country)]),
    emails: cells('email').flatMap(splitEmails),
    company,
    note: cells('note').join('\n') || null,
    tags: cells('tags').flatMap(splitTags),
    lid: lidOfIds(cells('jid'), cells('lid')),
  });
}

type Cells = (...roles: ColumnRole[]) => string[];

function cellsOf(row: Row, columns: readonly AddressColumn[], roles: readonly ColumnRole[]): string[] {
  const texts = columns.filter(({ role }) => roles.includes(role)).map(({ index }) => row.cells[index]?.trim() ?? '');
  return texts.filter((text) => text !== '').map(withoutMark);
}

/** Spreadsheets are kept from taking a text for a formula by an apostrophe before it, which is not part of it. */
function withoutMark(text: string): string {
  return /^'[=+\-@\t\r]/.test(text) ? text.slice(1) : text;
}

function nameOf(cells: Cells): string | null {
  const parts = (['name_prefix', 'first_name', 'middle_name', 'last_name', 'name_suffix'] as const).map(
    (role) => cells(role)[0],
  );
  const joined = parts.filter((part) => part !== undefined).join(' ');
  return cells('name')[0] || joined || cells('other_name')[0] || null;
}

function phonesOf(row: Row, columns: readonly AddressColumn[], country: CountryCode): ReadPhone[] {
  return columns.flatMap((column) => {
    if (column.role !== 'phone' && column.role !== 'international_phone') return [];
    const cell = row.cells[column.index]?.trim() ?? '';
    const label = labelOf(row, columns, column);
    const form = column.role === 'phone' ? asWritten : withPlus;
    return splitPhones(cell).map((text) => ({ ...readPhone(form(text), label, country), text }));
  });
}

function labelOf(row: Row, columns: readonly AddressColumn[], { index, header }: AddressColumn): string | null {
  if (columns[index - 1]?.role !== 'phone_label') return header;
  return row.cells[index - 1]?.replace(/^\*\s*/, '').trim() || null;
}

function asWritten(text: string): string {
  return text;
}

/** In a column of international numbers `62…` and `1…` need no plus to be clear. */
function withPlus(text: string): string {
  return /^[1-9][\d\s().-]+$/.test(text) ? `+${text}` : text;
}

/** The phone of an id is what WhatsApp itself says. */
function phonesOfIds(ids: string[]): ReadPhone[] {
  return ids.flatMap((text) => {
    const digits = pnOf(text);
    return digits ? [{ text, label: null, digits, reason: null }] : [];
  });
}

function lidOfIds(jids: string[], lids: string[]): string | null {
  const found = [...lids, ...jids].map((text) => lidOf(text)).find((lid) => lid !== undefined);
  return found ?? lids.find((text) => /^\d{5,32}$/.test(text)) ?? null;
}
