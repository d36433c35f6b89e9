import { expect, test } from 'vitest';
import { displayPhone } from './phone.ts';

test('numbers are told in blocks that can be read aloud', () => {
  expect(displayPhone('6281234567890')).toBe('+62 812-3456-7890');
  expect(displayPhone('62812345678901')).toBe('+62 812-3456-78901');
  expect(displayPhone('6281234567')).toBe('+62 812-34567');
  expect(displayPhone('15550100123')).toBe('+1 555-0100-123');
  expect(displayPhone('85291234567')).toBe('+852 912-34567');
});

test('what is no number stays as it is', () => {
  expect(displayPhone('123')).toBe('123');
  expect(displayPhone('abc12345')).toBe('abc12345');
});

test('no digit is ever lost', () => {
  for (let length = 5; length <= 15; length++) {
    const digits = '628123456789012'.slice(0, length);
    expect(displayPhone(digits).replace(/\D/g, '')).toBe(digits);
  }
});
