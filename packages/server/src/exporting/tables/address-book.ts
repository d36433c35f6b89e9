import { cellText } from '../cell-text.ts';
import { formatPhone, type PhoneFormat } from '../phones.ts';
import type { ExportRow } from '../types.ts';
import type { CsvLayout } from './csv.ts';
import { harmlessPhone, harmlessText } from './formulas.ts';

type AddressBookOptions = { guard: boolean; phone_format: PhoneFormat };
type Fields = Record<string, string | null>;

/** As Google Contacts writes and reads it since 2024. */
const googleHeader =
  'First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix,Name Suffix,Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value'.split(
    ',',
  );
/** As Outlook writes and reads it. */
const outlookHeader =
  "First Name,Middle Name,Last Name,Title,Suffix,Nickname,Given Yomi,Surname Yomi,E-mail Address,E-mail 2 Address,E-mail 3 Address,Home Phone,Home Phone 2,Business Phone,Business Phone 2,Mobile Phone,Car Phone,Other Phone,Primary Phone,Pager,Business Fax,Home Fax,Other Fax,Company Main Phone,Callback,Radio Phone,Telex,TTY/TDD Phone,IMAddress,Job Title,Department,Company,Office Location,Manager's Name,Assistant's Name,Assistant's Phone,Company Yomi,Business Street,Business City,Business State,Business Postal Code,Business Country/Region,Home Street,Home City,Home State,Home Postal Code,Home Country/Region,Other Street,Other City,Other State,Other Postal Code,Other Country/Region,Personal Web Page,Spouse,Schools,Hobby,Location,Web Page,Birthday,Anniversary,Notes".split(
    ',',
  );

/** Several values in one cell of Google's. */
const googleBetween = ' ::: ';

/** Google Contacts. WhatsApp's names are one text: they stay whole, as first name. */
export function googleLayout(options: AddressBookOptions): CsvLayout {
  return sparseLayout(googleHeader, options, 'Phone 1 - Value', (row) => ({
    'First Name': row.alias ?? row.name,
    'Organization Name': row.company ?? row.verified_name,
    Notes: row.note,
    // The first label is what makes a contact show up in Google's list.
    Labels: ['* myContacts', ...row.tags].join(googleBetween),
    'E-mail 1 - Value': row.email,
    'Phone 1 - Label': row.phone_number === null ? null : 'Mobile',
  }));
}

/** Outlook. */
export function outlookLayout(options: AddressBookOptions): CsvLayout {
  return sparseLayout(outlookHeader, options, 'Mobile Phone', (row) => ({
    'First Name': row.alias ?? row.name,
    Company: row.company ?? row.verified_name,
    Notes: row.note,
    'E-mail Address': row.email,
  }));
}

function sparseLayout(
  header: readonly string[],
  { guard, phone_format }: AddressBookOptions,
  phoneColumn: string,
  fieldsOf: (row: ExportRow) => Fields,
): CsvLayout {
  const at = new Map(header.map((title, index) => [title, index]));
  const clean = guard ? (text: string) => harmlessText(cellText(text)) : cellText;
  const phoneAt = at.get(phoneColumn) ?? -1;
  const cells = (row: ExportRow) => {
    const line = new Array<string>(header.length).fill('');
    for (const [title, value] of Object.entries(fieldsOf(row))) if (value) line[at.get(title) ?? -1] = clean(value);
    if (row.phone_number !== null) line[phoneAt] = harmlessPhone(formatPhone(row.phone_number, phone_format));
    return line;
  };
  return { header, cells };
}
