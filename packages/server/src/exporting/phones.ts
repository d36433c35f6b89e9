import { createRequire } from 'node:module';
import type { PhoneNumber } from 'libphonenumber-js/max';

const require = createRequire(import.meta.url);
let parse: typeof import('libphonenumber-js/max').parsePhoneNumberFromString | undefined;

/** The numbering plans take 15 MB, and few files need them. */
function parsePhone(digits: string): PhoneNumber | undefined {
  parse ??= (require('libphonenumber-js/max') as typeof import('libphonenumber-js/max')).parsePhoneNumberFromString;
  return parse(`+${digits}`);
}

export type PhoneFormat = 'e164' | 'international' | 'national' | 'digits';

/**
 * E.164 digits in the wished form. Numbers exist on WhatsApp that numbering plans call invalid: they keep their digits.
 * International is written with blanks only, so that Excel takes it as text.
 */
export function formatPhone(digits: string, format: PhoneFormat): string {
  if (format === 'digits') return digits;
  if (format === 'e164') return `+${digits}`;
  const number = parsePhone(digits);
  const known = number?.number === `+${digits}` ? number : undefined;
  if (!known?.isValid()) return format === 'international' ? spaced(digits, known) : `+${digits}`;
  return format === 'international' ? known.formatInternational().replaceAll('-', ' ') : known.formatNational();
}

function spaced(digits: string, number: PhoneNumber | undefined): string {
  const code = number?.countryCallingCode ?? digits.slice(0, 3);
  return `+${code} ${digits.slice(code.length)}`.trimEnd();
}
