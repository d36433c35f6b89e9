import parsePhoneNumber from 'libphonenumber-js/max';

/** E.164 digits without the trunk prefix that many leave behind the calling code (`+44 07911…`), where the numbering plan has one: Italy's zero stays. */
export function withoutTrunkPrefix(digits: string): string {
  const phone = parsePhoneNumber(`+${digits}`, { extract: false });
  return phone?.isValid() ? phone.number.slice(1) : digits;
}
