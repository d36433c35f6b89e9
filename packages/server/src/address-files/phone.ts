import parsePhoneNumber, {
  type CountryCode,
  type PhoneNumber,
  parseIncompletePhoneNumber,
  validatePhoneNumberLength,
} from 'libphonenumber-js/max';
import type { PhoneReading, PhoneReason } from './types.ts';

const longest = 250;
const invisible = /[\p{Cf}\p{Cc}\u00a0]/gu;
const exponent = /^[+-]?\d+(?:[.,]\d+)?e\+?\d+$/i;
const date = /^(?:\d{4}-\d{2}-\d{2}(?:T.*)?|\d{1,2}\/\d{1,2}\/(?:\d{2}|\d{4}))$/;
/** Digits of any script, and what people write between them. */
const numberLike = /^\+?[\p{Nd}\s().\-‐-―−/_]+$/u;
const lengthReasons: Record<string, PhoneReason> = {
  TOO_SHORT: 'too_short',
  TOO_LONG: 'too_long',
  INVALID_LENGTH: 'too_long',
  INVALID_COUNTRY: 'unknown_country',
  NOT_A_NUMBER: 'not_a_number',
};

/**
 * E.164 digits of a phone number as people and programs write it: `0812…` in `country`, `+62 812-…`, `0062812…`,
 * `62812…`, `tel:` addresses. Digits with a reason are a proposal that somebody should confirm.
 */
export function normalisePhone(text: string, country: CountryCode): PhoneReading {
  if (text.length > longest) return { digits: null, reason: 'too_long' };
  const plain = withoutDress(text);
  if (exponent.test(plain)) return { digits: null, reason: 'rounded' };
  if (date.test(plain)) return { digits: null, reason: 'became_date' };
  const number = withoutExtension(plain).replace(/^\+?\s*00(?=[\s\d(])/, '+');
  if (!numberLike.test(number)) return { digits: null, reason: 'not_a_number' };
  if (number.startsWith('+')) return readInternational(number);
  return readBare(number, country);
}

/** What spreadsheets, phones and links put around a number. */
function withoutDress(text: string): string {
  const bare = text
    .normalize('NFKC')
    .replace(invisible, '')
    .trim()
    .replace(/^=?["'](.*?)["']?$/, '$1');
  return bare
    .replace(/^(?:tel|sms|whatsapp):/i, '')
    .replace(/^(?:https?:\/\/)?(?:wa\.me|api\.whatsapp\.com\/send\?phone=)\/?\+?(?=\d)/i, '+')
    .replace(/^(\d{7,})\.0$/, '$1')
    .trim();
}

function withoutExtension(text: string): string {
  return text.replace(/\s*(?:;ext=|ext\.?|extension|x|#|pw)\s*\d{1,6}$/i, '').replace(/;.*$/, '');
}

function readInternational(number: string): PhoneReading {
  const phone = parsePhoneNumber(number, { extract: false });
  if (!phone?.isPossible()) return { digits: null, reason: reasonAgainst(number) };
  return { digits: digitsOf(phone), reason: phone.isValid() ? null : 'not_in_plan' };
}

/** Without plus a number may be a national one, with or without its zero, or an international one. */
function readBare(number: string, country: CountryCode): PhoneReading {
  const digits = parseIncompletePhoneNumber(number);
  const national = validPhone(digits, country);
  if (national && (digits.startsWith('0') || isInternationalForm(digits, national))) {
    return { digits: digitsOf(national), reason: null };
  }
  const international = validPhone(`+${digits}`);
  if (national && international) return preferred(national, international);
  if (international) return { digits: digitsOf(international), reason: null };
  if (national) return withoutZero(national);
  return { digits: null, reason: reasonAgainst(digits, country) };
}

/** Of two readings the mobile one; the country of the user where both or none are mobile. */
function preferred(national: PhoneNumber, international: PhoneNumber): PhoneReading {
  if (isMobile(national) && !isMobile(international)) return withoutZero(national);
  const foreign = isMobile(international) && !isMobile(national);
  return { digits: digitsOf(foreign ? international : national), reason: 'ambiguous' };
}

/** A national number as it stands: many countries write a zero before it, which spreadsheets drop. */
function withoutZero(phone: PhoneNumber): PhoneReading {
  return { digits: digitsOf(phone), reason: phone.formatNational().startsWith('0') ? 'lost_zero' : null };
}

function validPhone(text: string, defaultCountry?: CountryCode): PhoneNumber | undefined {
  const phone = parsePhoneNumber(text, defaultCountry ? { defaultCountry, extract: false } : { extract: false });
  return phone?.isValid() ? phone : undefined;
}

function isInternationalForm(digits: string, phone: PhoneNumber): boolean {
  return digits !== phone.nationalNumber && digits.startsWith(phone.countryCallingCode);
}

function isMobile(phone: PhoneNumber): boolean {
  const type = phone.getType();
  return type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE';
}

function digitsOf(phone: PhoneNumber): string {
  return phone.number.slice(1);
}

function reasonAgainst(number: string, country?: CountryCode): PhoneReason {
  return lengthReasons[validatePhoneNumberLength(number, country) ?? ''] ?? 'not_in_plan';
}
