import { storableText, textLimits } from '../core/index.ts';
import { normalisePhone } from './phone.ts';
import type { CountryCode, ReadContact, ReadPhone } from './types.ts';

const longestNote = 10_000;
const longestTag = 100;
const mostPhones = 50;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

/** What a file says of one person, as it stands there. */
export type RawContact = Omit<ReadContact, 'kind'>;

/** The contact with texts that can be stored; a name that is only its phone is none, as exports write that for lack of one. */
export function cleanContact(raw: RawContact): ReadContact {
  const name = oneLine(raw.name, textLimits.name);
  return {
    kind: 'contact',
    line: raw.line,
    name: isOwnPhone(name, raw.phones) ? null : name,
    phones: raw.phones.slice(0, mostPhones),
    emails: present(raw.emails.map((email) => oneLine(email, 320))),
    company: oneLine(raw.company, textLimits.name),
    note: textOf(raw.note, longestNote),
    tags: present(raw.tags.map((tag) => oneLine(tag, longestTag))),
    lid: raw.lid,
  };
}

/** Whether there is anything by which a contact could be made. */
export function saysAnything(contact: ReadContact): boolean {
  return contact.name !== null || contact.phones.length > 0 || contact.emails.length > 0 || contact.lid !== null;
}

/** A phone as it stood in the file, and as it is understood. */
export function readPhone(text: string, label: string | null, country: CountryCode): ReadPhone {
  return { text: storableText(text, 100), label: oneLine(label, 100), ...normalisePhone(text, country) };
}

/** Each phone once; those without digits by what stands there. */
export function uniquePhones(phones: readonly ReadPhone[]): ReadPhone[] {
  const byNumber = new Map<string, ReadPhone>();
  for (const phone of phones) {
    const key = phone.digits ?? phone.text;
    const known = byNumber.get(key);
    if (!known || (known.reason !== null && phone.reason === null)) byNumber.set(key, phone);
  }
  return [...byNumber.values()];
}

function isOwnPhone(name: string | null, phones: readonly ReadPhone[]): boolean {
  if (name === null || !/^\+?[\d\s().-]+$/.test(name)) return false;
  const digits = name.replace(/\D/g, '').replace(/^0+/, '');
  return phones.some((phone) => (phone.digits ?? phone.text.replace(/\D/g, '')).endsWith(digits));
}

function oneLine(text: string | null, longest: number): string | null {
  return textOf(text?.replace(/[\r\n\t]+/g, ' ') ?? null, longest);
}

function textOf(text: string | null, longest: number): string | null {
  const clean = text?.replace(/\r\n?/g, '\n').replace(controls, '').trim();
  return clean ? storableText(clean, longest).trimEnd() : null;
}

function present(texts: (string | null)[]): string[] {
  return [...new Set(texts.filter((text) => text !== null))];
}
