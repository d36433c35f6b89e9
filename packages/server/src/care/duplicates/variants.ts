/**
 * Countries that added a digit to mobile numbers, or write one that others leave out: the 9 of Brazil (only before what was a mobile number), the 9
 * of Argentina and the 1 of Mexico after the country's code. WhatsApp knows people under either spelling.
 */
const rules = [
  { long: /^55(\d{2})9([6-9]\d{7})$/, prefix: '55', short: '55$1$2' },
  { long: /^549(\d{10})$/, prefix: '549', short: '54$1' },
  { long: /^521(\d{10})$/, prefix: '521', short: '52$1' },
];

/** Where the longer spellings stand among keys. */
export const prefixesOfVariants = rules.map(({ prefix }) => prefix);

/** The shorter spelling of a number that has two; undefined for every other. */
export function shortVariant(phone: string): string | undefined {
  for (const { long, short } of rules) if (long.test(phone)) return phone.replace(long, short);
  return undefined;
}
