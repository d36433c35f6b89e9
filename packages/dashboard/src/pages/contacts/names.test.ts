import { expect, test } from 'vitest';
import { initials } from '../../shared/initials.ts';
import { countryName, nameOf } from './names.ts';

test('an alias goes before what WhatsApp says, and a number before nothing', () => {
  const someone = { alias: null, name: 'Budi', phone_number: '6281234567890' };
  expect(nameOf({ ...someone, alias: 'Pak Budi' })).toBe('Pak Budi');
  expect(nameOf(someone)).toBe('Budi');
  expect(nameOf({ ...someone, name: null })).toBe('+62 812-3456-7890');
  expect(nameOf({ alias: null, name: null, phone_number: null })).toBeNull();
});

test('initials are letters of any script', () => {
  expect(initials('Budi Santoso Wijaya')).toBe('BS');
  expect(initials('+62 812')).toBe('');
  expect(initials('林 美玲')).toBe('林美');
  expect(initials(null)).toBe('');
});

test('countries are told in the language of the page', () => {
  expect(countryName('SG', 'id')).toBe('Singapura');
  expect(countryName('??', 'id')).toBe('??');
});
