import { cleanContact, readPhone, uniquePhones } from '../contact.ts';
import type { CountryCode, ReadContact, ReadPhone } from '../types.ts';
import type { CardProperty } from './property.ts';
import { splitValue, unescapeValue } from './values.ts';

/** Types that say nothing about which phone it is. */
const emptyTypes = new Set(['pref', 'voice', 'internet', 'text', 'x-internet', 'msg']);

/** The person of a card. */
export function contactOfCard(line: number, properties: readonly CardProperty[], country: CountryCode): ReadContact {
  const values = (name: string) => valuesOf(properties, name);
  const organisations = values('ORG').map((value) => splitValue(value, ';').filter(Boolean).join(', '));
  const company = organisations.find((text) => text !== '') ?? firstText(values('X-WA-BIZ-NAME'));
  return cleanContact({
    line,
    name: firstText(values('FN')) ?? nameOf(values('N')) ?? firstText(values('NICKNAME')) ?? company,
    phones: uniquePhones(
      properties.filter(({ name }) => name === 'TEL').map((tel) => phoneOf(tel, properties, country)),
    ),
    emails: values('EMAIL').map((value) => unescapeValue(value).replace(/^mailto:/i, '')),
    company,
    note: values('NOTE').map(unescapeValue).join('\n') || null,
    tags: values('CATEGORIES').flatMap((value) => splitValue(value, ',').filter((tag) => tag !== 'myContacts')),
    lid: null,
  });
}

/** Whether the card is about a person or a business, not a list of other cards. */
export function isPerson(properties: readonly CardProperty[]): boolean {
  const kinds = [...valuesOf(properties, 'KIND'), ...valuesOf(properties, 'X-ADDRESSBOOKSERVER-KIND')];
  return !kinds.some((kind) => kind.trim().toLowerCase() === 'group');
}

function valuesOf(properties: readonly CardProperty[], name: string): string[] {
  return properties.filter((property) => property.name === name).map(({ value }) => value);
}

function firstText(values: readonly string[]): string | null {
  return values.map(unescapeValue).find((text) => text !== '') ?? null;
}

/** `N` is family, given, additional, prefixes, suffixes. */
function nameOf([value]: readonly string[]): string | null {
  const [family, given, additional, prefix, suffix] = splitValue(value ?? '', ';');
  return [prefix, given, additional, family, suffix].filter(Boolean).join(' ') || null;
}

/** WhatsApp puts the number itself into `waid`, beside what the sender had typed. */
function phoneOf(tel: CardProperty, properties: readonly CardProperty[], country: CountryCode): ReadPhone {
  const text = unescapeValue(tel.value);
  const phone = readPhone(text, labelOf(tel, properties), country);
  const digits = tel.params.get('WAID')?.replace(/^\+/, '');
  return digits && /^\d{5,15}$/.test(digits) ? { ...phone, digits, reason: null } : phone;
}

/** The user's own label; Apple wraps its standard ones as `_$!<Mobile>!$_`. */
function labelOf(tel: CardProperty, properties: readonly CardProperty[]): string | null {
  const own = tel.group && properties.find(({ group, name }) => group === tel.group && name === 'X-ABLABEL');
  if (own) return unescapeValue(own.value).replace(/^_\$!<(.*)>!\$_$/, '$1');
  return tel.types.filter((type) => !emptyTypes.has(type)).join(' ') || null;
}
