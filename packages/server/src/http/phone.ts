import { withoutTrunkPrefix } from '../contacts/index.ts';
import { InvalidRequest } from './validation.ts';

/**
 * E.164 digits of a phone number as people type it: `+62 812...`, `0062812...`, `0812...` (Indonesian) or `62812...`.
 * Only the form is checked: real WhatsApp numbers exist that numbering plans call invalid.
 */
export function phoneDigits(typed: string): string {
  const digits = typed.replace(/\D/g, '');
  const full = withoutTrunkPrefix(digits.startsWith('00') ? digits.slice(2) : digits.replace(/^0/, '62'));
  if (full.length >= 8 && full.length <= 15) return full;
  const path = ['phone_number'];
  throw new InvalidRequest([
    { code: 'invalid_format', format: 'e164', path, message: 'no phone number', input: typed },
  ]);
}
