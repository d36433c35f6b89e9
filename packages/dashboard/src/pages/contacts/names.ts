import type { Contact, ContactListItem } from '@grabber/contract';
import { displayPhone } from './phone.ts';

type Named = Pick<ContactListItem, 'alias' | 'name' | 'phone_number'>;

/** What a contact is called, null when all that is known is a hidden id. */
export function nameOf({ alias, name, phone_number }: Named): string | null {
  return alias || name || (phone_number && displayPhone(phone_number));
}

/** Whether WhatsApp hides the number: then only a LID is known. */
export function isHidden({ type, phone_number }: Pick<Contact, 'type' | 'phone_number'>): boolean {
  return type === 'individual' && !phone_number;
}

/** A country's name in the language of the page. */
export function countryName(code: string, language: string): string {
  try {
    return new Intl.DisplayNames([language], { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
}
