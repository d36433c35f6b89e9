/** Calling codes of two digits; 1 and 7 have one, all others three (ITU E.164). */
const twoDigits = new Set(
  '20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98'.split(
    ' ',
  ),
);

function callingCode(digits: string): string {
  if (digits.startsWith('1') || digits.startsWith('7')) return digits.slice(0, 1);
  return twoDigits.has(digits.slice(0, 2)) ? digits.slice(0, 2) : digits.slice(0, 3);
}

/** A phone number for reading, `+62 812-3456-7890`, from the digits that are saved. Not the national custom of every country, but never a wrong number. */
export function displayPhone(digits: string): string {
  if (!/^\d{5,}$/.test(digits)) return digits;
  const code = callingCode(digits);
  const rest = digits.slice(code.length);
  const blocks = [rest.slice(0, 3), ...(rest.slice(3).match(/.{4}(?=.{3})|.+/g) ?? [])];
  return `+${code} ${blocks.filter(Boolean).join('-')}`;
}
