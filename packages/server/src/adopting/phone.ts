import parsePhoneNumber from 'libphonenumber-js/max';

/** LIDs have mostly 14 and 15 digits, and some of those would pass for a phone number. */
const longestProvable = 13;

/**
 * The E.164 digits of what the old application kept as a phone, where there is no doubt: an Indonesian number in its
 * national form (`0812...`) or a valid international one. Undefined otherwise.
 */
export function provablePhone(text: string | null): string | undefined {
  if (!text || !/^\+?[\d\s().-]+$/.test(text.trim())) return undefined;
  const digits = text.replace(/\D/g, '').replace(/^00/, '');
  const international = digits.startsWith('0') ? `62${digits.slice(1)}` : digits;
  if (international.length > longestProvable) return undefined;
  return parsePhoneNumber(`+${international}`)?.isValid() ? international : undefined;
}
