import { getCountries, getCountryCallingCode, getExampleNumber } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { expect, it } from 'vitest';
import { formatPhone } from './phones.ts';

it.each([
  ['6281234567890', '+6281234567890', '+62 812 3456 7890', '0812-3456-7890'],
  ['12125550123', '+12125550123', '+1 212 555 0123', '(212) 555-0123'],
  // Without the ninth digit, as WhatsApp knows old Brazilian numbers; Mexican and foreign to every plan.
  ['551187654321', '+551187654321', '+55 1187654321', '+551187654321'],
  ['5215512345678', '+5215512345678', '+52 15512345678', '+5215512345678'],
  ['4407700900123', '+4407700900123', '+440 7700900123', '+4407700900123'],
  ['999123456789', '+999123456789', '+999 123456789', '+999123456789'],
  ['12', '+12', '+12', '+12'],
])('%s is written %s, %s and %s', (digits, e164, international, national) => {
  expect(formatPhone(digits, 'digits')).toBe(digits);
  expect(formatPhone(digits, 'e164')).toBe(e164);
  expect(formatPhone(digits, 'international')).toBe(international);
  expect(formatPhone(digits, 'national')).toBe(national);
});

it('keeps all digits of every country, and a blank that makes them text', () => {
  const numbers = getCountries().flatMap((country) => getExampleNumber(country, examples)?.number.slice(1) ?? []);
  expect(numbers.length).toBeGreaterThan(200);
  const changed = numbers.filter((digits) => formatPhone(digits, 'international').replace(/\D/g, '') !== digits);
  expect(changed).toEqual([]);
  expect(numbers.filter((digits) => !/^\+\d+( \d+)+$/.test(formatPhone(digits, 'international')))).toEqual([]);
  expect(getCountryCallingCode('ID')).toBe('62');
});
