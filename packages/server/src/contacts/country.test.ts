import parsePhoneNumber, { getCountries } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { describe, expect, it } from 'vitest';
import { countryOf } from './country.ts';

describe('countryOf', () => {
  it.each([
    ['6281234567890', 'ID'],
    ['6591234567', 'SG'],
    ['77011234567', 'KZ'],
    ['79161234567', 'RU'],
    ['14165550123', 'CA'],
    ['12425550123', 'BS'],
    ['12125550123', 'US'],
    ['447400123456', 'GB'],
    ['447781123456', 'GG'],
    ['551187654321', 'BR'],
    ['000', null],
    ['', null],
  ])('%s: %s', (digits, country) => {
    expect(countryOf(digits)).toBe(country);
  });

  it('agrees with the library on an example of every country', () => {
    const differing = getCountries().flatMap((country) => {
      const example = examples[country];
      const number = example ? parsePhoneNumber(example, country) : undefined;
      if (!number?.country) return [];
      const ours = countryOf(number.number.slice(1));
      return ours === number.country ? [] : [`${number.number}: ${ours}, library ${number.country}`];
    });
    expect(differing).toEqual([]);
  });
});
