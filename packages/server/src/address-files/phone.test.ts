import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalisePhone } from './index.ts';

const one = { digits: '6281234567890', reason: null };

describe('a phone number', () => {
  it.each([
    '081234567890',
    '0812-3456-7890',
    '0812 3456 7890',
    '(0812) 3456.7890',
    '6281234567890',
    '62 812-3456-7890',
    '+6281234567890',
    '+62 812 3456 7890',
    '+62 (0)812 3456 7890',
    '006281234567890',
    '00 62 812 3456 7890',
    'tel:+62-812-3456-7890',
    'https://wa.me/6281234567890',
    'https://api.whatsapp.com/send?phone=6281234567890',
    '="081234567890"',
    "'+6281234567890",
    '6281234567890.0',
    '081234567890 ext 12',
    '０８１２３４５６７８９０',
    '٠٨١٢٣٤٥٦٧٨٩٠',
    '\u202a+62 812\u20113456\u20117890\u202c',
    '\u00a0+62\u00a0812\u00a03456\u00a07890 ',
  ])('is understood as %j', (text) => {
    expect(normalisePhone(text, 'ID')).toEqual(one);
  });

  it('may be of another country', () => {
    expect(normalisePhone('14155552671', 'ID')).toEqual({ digits: '14155552671', reason: null });
    expect(normalisePhone('07911 123456', 'GB')).toEqual({ digits: '447911123456', reason: null });
    expect(normalisePhone('(212) 555-0123', 'US')).toEqual({ digits: '12125550123', reason: null });
    expect(normalisePhone('9123 4567', 'SG')).toEqual({ digits: '6591234567', reason: null });
    expect(normalisePhone('06 1234 5678', 'IT')).toEqual({ digits: '390612345678', reason: null });
  });

  it('that a spreadsheet spoilt is told, not guessed', () => {
    expect(normalisePhone('6.28123E+12', 'ID')).toEqual({ digits: null, reason: 'rounded' });
    expect(normalisePhone('6,28E+12', 'ID')).toEqual({ digits: null, reason: 'rounded' });
    expect(normalisePhone('81234567890', 'ID')).toEqual({ digits: '6281234567890', reason: 'lost_zero' });
    expect(normalisePhone('7911123456', 'GB')).toEqual({ digits: '447911123456', reason: 'lost_zero' });
    expect(normalisePhone('2024-08-12', 'ID')).toEqual({ digits: null, reason: 'became_date' });
    expect(normalisePhone('12/08/2024', 'ID')).toEqual({ digits: null, reason: 'became_date' });
  });

  it('that could be of two countries is a proposal', () => {
    expect(normalisePhone('6591234567', 'ID').reason).toBe('ambiguous');
  });

  it('that its country does not know is kept when it was written in full, as WhatsApp has some of those', () => {
    expect(normalisePhone('+551187654321', 'ID')).toEqual({ digits: '551187654321', reason: 'not_in_plan' });
    expect(normalisePhone('0811111', 'ID')).toEqual({ digits: null, reason: 'not_in_plan' });
  });

  it.each([
    ['123', 'too_short'],
    ['0812345678901234567890', 'too_long'],
    ['9'.repeat(300), 'too_long'],
    ['+999123456789', 'unknown_country'],
    ['Budi', 'not_a_number'],
    ['+', 'not_a_number'],
    ['', 'not_a_number'],
    ['1-800-FLOWERS', 'not_a_number'],
    ['120363000000000000@g.us', 'not_a_number'],
  ])('is none in %j', (text, reason) => {
    expect(normalisePhone(text, 'ID')).toEqual({ digits: null, reason });
  });

  it('is read again as itself, and nothing throws', () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.stringMatching(/^[+0-9 ().-]{0,24}$/));
    fc.assert(
      fc.property(text, fc.constantFrom('ID', 'US', 'IN', 'BR', 'IT'), (typed, country) => {
        const { digits, reason } = normalisePhone(typed, country);
        if (digits === null) return reason !== null;
        const again = normalisePhone(`+${digits}`, country);
        return /^\d{5,15}$/.test(digits) && again.digits === digits;
      }),
      { numRuns: 3000 },
    );
  });
});
