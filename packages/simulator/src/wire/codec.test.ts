import { decodeBinaryNode, encodeBinaryNode } from '@whiskeysockets/baileys';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeNode } from './decode.ts';
import { encodeNode } from './encode.ts';
import type { WireNode } from './node.ts';
import { node } from './node.ts';

const hostileText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.constantFrom('constructor', 'toString', '__proto__x', '', 'Rapat 10:30 @Aula', 'a@g.us', '0A', '-.-', '\0'),
  fc.constantFrom(
    '1:0@lid',
    '1:256@lid',
    '1:03@lid',
    '12:3@s.whatsapp.net',
    '77@lid',
    '6281-99@g.us',
    '@s.whatsapp.net',
  ),
  fc.stringMatching(/^[0-9.-]{1,130}$/),
  fc.stringMatching(/^[0-9A-F]{1,130}$/),
);
const bytes = fc.uint8Array({ maxLength: 400 }).map((value) => Buffer.from(value));
// Baileys loses an attribute of this name.
const attrName = fc.stringMatching(/^[a-z_]{1,12}$/).filter((name) => name !== '__proto__');
const attrs = fc.dictionary(attrName, hostileText, { noNullPrototype: true });
const { tree } = fc.letrec<{ tree: WireNode }>((tie) => ({
  tree: fc
    .record({
      tag: fc.constantFrom('iq', 'group', 'odd-tag', 'constructor'),
      attrs,
      content: fc.option(fc.oneof(bytes, fc.array(tie('tree'), { maxLength: 5 })), { nil: undefined }),
    })
    .map(({ tag, attrs: values, content }) => node(tag, values, content)),
}));

/** Buffers and plain byte arrays compare equal, absent content equals undefined. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test('what we encode, Baileys decodes to the same stanza', async () => {
  await fc.assert(
    fc.asyncProperty(tree, async (stanza) => {
      expect(plain(await decodeBinaryNode(encodeNode(stanza)))).toEqual(plain(stanza));
    }),
  );
});

test('what we encode, we decode to the same stanza', () => {
  fc.assert(
    fc.property(tree, (stanza) => {
      expect(plain(decodeNode(encodeNode(stanza)))).toEqual(plain(stanza));
    }),
  );
});

test('an attribute named like the prototype is an attribute', () => {
  const attrs = JSON.parse('{"__proto__":"polluted"}') as Record<string, string>;
  expect(Object.entries(decodeNode(encodeNode({ tag: 'iq', attrs })).attrs)).toEqual([['__proto__', 'polluted']]);
});

test('what Baileys encodes, we decode', () => {
  const query = {
    tag: 'iq',
    attrs: { to: '@s.whatsapp.net', id: '1234.5-1', from: '6281:3@s.whatsapp.net', x: 'ABC0', xmlns: 'w:p' },
    content: [{ tag: 'ping', attrs: {}, content: Buffer.from('bytes') }],
  };
  expect(plain(decodeNode(encodeBinaryNode(query)))).toEqual(plain(query));
});

test('a large stanza is deflated and still understood', async () => {
  const many = Array.from({ length: 60_000 }, (_, index) => node('participant', { jid: `${10_000_000 + index}@lid` }));
  const encoded = encodeNode(node('group', { id: '1' }, many));
  expect(encoded[0]).toBe(2);
  expect((await decodeBinaryNode(encoded)).content).toHaveLength(60_000);
});

test('a list above the limit of the format is refused', () => {
  const many = Array.from({ length: 65_536 }, () => node('x'));
  expect(() => encodeNode(node('group', {}, many))).toThrow(RangeError);
});

test('bytes that end too early are refused', () => {
  const encoded = encodeNode(node('iq', { id: 'some identifier' }));
  expect(() => decodeNode(encoded.subarray(0, encoded.length - 3))).toThrow();
});
