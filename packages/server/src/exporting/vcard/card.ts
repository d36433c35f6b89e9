import { cellText } from '../cell-text.ts';
import type { ExportRow } from '../types.ts';
import { contentLine } from './fold.ts';

export type VcardVersion = '3.0' | '4.0';

const special = /[\\,;\n]/;

/** Whether an address book would take a card of this contact: the strict ones refuse a mere name. */
export function hasCard({ phone_number, email }: ExportRow): boolean {
  return phone_number !== null || email !== null;
}

/** A contact's card, without fields of our own, which strict address books refuse. */
export function vcard(row: ExportRow, version: VcardVersion): string {
  const { note, tags, updated_at } = row;
  const isFourth = version === '4.0';
  const organisation = row.company ?? row.verified_name;
  return [
    'BEGIN:VCARD\r\n',
    `VERSION:${version}\r\n`,
    isFourth ? `KIND:${row.type}\r\n` : '',
    named(row),
    reachedBy(row, isFourth),
    organisation === null ? '' : contentLine(`ORG:${escaped(organisation)}`),
    note === null ? '' : contentLine(`NOTE:${escaped(note)}`),
    tags.length === 0 ? '' : contentLine(`CATEGORIES:${tags.map(escaped).join(',')}`),
    contentLine(`UID${isFourth ? ';VALUE=text' : ''}:${row.contact_id}`),
    `REV:${isFourth ? updated_at.replace(/[-:]|\.\d+/g, '') : updated_at}\r\n`,
    'END:VCARD\r\n',
  ].join('');
}

/** WhatsApp's names are one text: they stay whole, as given name. */
function named({ alias, name, phone_number, email }: ExportRow): string {
  const own = alias ?? name;
  if (own === null)
    return `N:;;;;\r\n${contentLine(`FN:${phone_number === null ? escaped(email ?? '') : `+${phone_number}`}`)}`;
  const text = escaped(own);
  return contentLine(`N:;${text};;;`) + contentLine(`FN:${text}`);
}

function reachedBy({ phone_number, email }: ExportRow, isFourth: boolean): string {
  const phone = phone_number === null ? '' : telephone(phone_number, isFourth);
  return email === null ? phone : phone + contentLine(`EMAIL${isFourth ? '' : ';TYPE=INTERNET'}:${escaped(email)}`);
}

function telephone(digits: string, isFourth: boolean): string {
  return isFourth ? `TEL;VALUE=uri;TYPE=cell;PREF=1:tel:+${digits}\r\n` : `TEL;TYPE=CELL:+${digits}\r\n`;
}

function escaped(text: string): string {
  const clean = cellText(text);
  if (!special.test(clean)) return clean;
  return clean.replace(/[\\,;]/g, '\\$&').replaceAll('\n', '\\n');
}
