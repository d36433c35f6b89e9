import { describe, expect, it } from 'vitest';
import { bestName, cleanName, cleanText, keepKnown } from './names.ts';

describe('cleanName', () => {
  it.each([
    ['  ', null],
    ['', null],
    ['\u00a0\u2003\u200b', null],
    ['Ibu\nSari\r\nRT 05', 'Ibu Sari RT 05'],
    ['bel\u0007 dan nol\u0000 \u001b[31mmerah', 'bel dan nol [31mmerah'],
    ['\ufeffBOM di depan', 'BOM di depan'],
    ['__proto__', '__proto__'],
    ['👨‍👩‍👧‍👦', '👨‍👩‍👧‍👦'],
    ['\u200fשלום', '\u200fשלום'],
    ['half \ud83d', 'half \ufffd'],
  ])('%j becomes %j', (text, expected) => {
    expect(cleanName(text)).toBe(expected);
  });

  it('keeps a name of 300 characters whole, cuts at 512, and never keeps half a character', () => {
    expect(cleanName('x'.repeat(300))).toHaveLength(300);
    expect(cleanName('x'.repeat(600))).toHaveLength(512);
    expect(cleanName(`x${'😀'.repeat(300)}`)).toBe(`x${'😀'.repeat(255)}`);
  });

  it('takes anything but text for nothing', () => {
    expect(cleanName(42)).toBeNull();
    expect(cleanName(undefined)).toBeNull();
  });
});

describe('cleanText', () => {
  it('keeps line breaks', () => {
    expect(cleanText(' Satu\r\ndua\u0000 ')).toBe('Satu\ndua');
  });
});

describe('keepKnown', () => {
  it.each([
    ['Budi', null, 'Budi'],
    ['Budi', '   ', 'Budi'],
    ['Budi', '+62 812-3456', 'Budi'],
    ['Budi', 'Budi S', 'Budi S'],
    [null, '911', '911'],
    ['911', '112', '112'],
    ['911', 'Polisi', 'Polisi'],
  ])('%j, then %j: %j', (known, incoming, expected) => {
    expect(keepKnown(known, incoming)).toBe(expected);
  });
});

describe('bestName', () => {
  const none = { saved_name: null, verified_name: null, push_name: null, chat_name: null };

  it('prefers saved, verified, push, chat', () => {
    const all = { saved_name: 's', verified_name: 'v', push_name: 'p', chat_name: 'c' };
    expect(bestName(all)).toBe('s');
    expect(bestName({ ...all, saved_name: null })).toBe('v');
    expect(bestName({ ...none, push_name: 'p', chat_name: 'c' })).toBe('p');
    expect(bestName({ ...none, chat_name: 'c' })).toBe('c');
    expect(bestName(none)).toBeNull();
  });

  it('takes a mere number only for want of a name', () => {
    expect(bestName({ ...none, saved_name: '911', push_name: 'Polisi' })).toBe('Polisi');
    expect(bestName({ ...none, saved_name: '911' })).toBe('911');
  });
});
