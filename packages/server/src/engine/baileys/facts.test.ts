import { describe, expect, test } from 'vitest';
import {
  cleanName,
  fromAddressBook,
  fromContactUpdates,
  fromHistory,
  fromMessageKeys,
  fromMessageStanza,
  pairOf,
  personJid,
} from './facts.ts';

describe('facts', () => {
  test('only people are people', () => {
    expect(personJid('62812:3@s.whatsapp.net')).toBe('62812@s.whatsapp.net');
    expect(personJid('62812@c.us')).toBe('62812@s.whatsapp.net');
    expect(personJid('234.1:0@lid')).toBe('234@lid');
    for (const other of ['1203-4@g.us', 'status@broadcast', '12@newsletter', '0@s.whatsapp.net', '', undefined]) {
      expect(personJid(other)).toBeUndefined();
    }
  });

  test('pairs need one id of each kind, in any order', () => {
    expect(pairOf('9:1@lid', '62:0@s.whatsapp.net')).toEqual({ lid: '9', pn: '62' });
    expect(pairOf('62@s.whatsapp.net', '9@lid')).toEqual({ lid: '9', pn: '62' });
    expect(pairOf('62@s.whatsapp.net', '63@s.whatsapp.net')).toBeUndefined();
    expect(pairOf('9@lid', undefined)).toBeUndefined();
  });

  test('a name is what a database can hold, and nothing is null', () => {
    expect(cleanName('')).toBeNull();
    expect(cleanName('\0')).toBeNull();
    expect(cleanName('A\0B')).toBe('AB');
    expect(cleanName('x\ud83d')).toBe('x\ufffd');
  });

  test('what a person calls themselves is taken from the envelope of the message, not from the event that follows later', () => {
    const update = { id: '62@s.whatsapp.net', notify: 'Lama', verifiedName: 'Toko' };
    expect(fromContactUpdates([update]).facts).toEqual([{ kind: 'verified', jid: update.id, name: 'Toko' }]);
    const attrs = { id: '1', from: '62@s.whatsapp.net', sender_lid: '9@lid', notify: 'Baru', t: '1700000000' };
    expect(fromMessageStanza(attrs, () => false)).toEqual({
      facts: [
        { kind: 'chat', jid: '62@s.whatsapp.net', name: null },
        { kind: 'push', jid: '62@s.whatsapp.net', name: 'Baru' },
      ],
      pairs: [{ pn: '62', lid: '9' }],
      asOf: 1_700_000_000_000,
    });
  });

  test('an update without a value tells nothing', () => {
    const told = fromContactUpdates([{ id: '62@s.whatsapp.net', notify: '', verifiedName: undefined }]);
    expect(told).toEqual({ facts: [], pairs: [] });
  });

  test('the address book: the saved name, under the id it came with', () => {
    const contacts = [{ id: '62@s.whatsapp.net', name: 'Budi', lid: '9@lid', phoneNumber: '62@s.whatsapp.net' }];
    expect(fromAddressBook(contacts)).toEqual({
      facts: [{ kind: 'book', jid: '62@s.whatsapp.net', name: 'Budi' }],
      pairs: [
        { lid: '9', pn: '62' },
        { lid: '9', pn: '62' },
      ],
    });
  });

  test('history: group chats are no contacts, a number is no title, and pairs that the buffer drops are kept', () => {
    const told = fromHistory({
      chats: [
        { id: '120363@g.us', name: 'Grup' },
        { id: '62@s.whatsapp.net', displayName: '+6 2', lidJid: '9@lid' },
        { id: '8@lid', name: 'Rina', pnJid: '63@s.whatsapp.net' },
      ],
      contacts: [
        { id: '120363@g.us', name: 'Grup' },
        { id: '62@s.whatsapp.net', name: 'title again', lid: '777@lid' },
        { id: '64@s.whatsapp.net', notify: 'Push' },
      ],
      lidPnMappings: [{ lid: '7@lid', pn: '65:0@s.whatsapp.net' }],
    });
    expect(told.facts).toEqual([
      { kind: 'chat', jid: '62@s.whatsapp.net', name: null },
      { kind: 'chat', jid: '8@lid', name: 'Rina' },
      { kind: 'push', jid: '64@s.whatsapp.net', name: 'Push' },
    ]);
    expect(told.pairs).toEqual([
      { lid: '9', pn: '62' },
      { lid: '8', pn: '63' },
      { lid: '7', pn: '65' },
    ]);
  });

  test('messages: the chat and the other id of the sender, not the account’s own', () => {
    const keys = [
      { remoteJid: '62@s.whatsapp.net', remoteJidAlt: '9@lid' },
      { remoteJid: '120363@g.us', participant: '8@lid', participantAlt: '63@s.whatsapp.net' },
      { remoteJid: '1@s.whatsapp.net' },
      { remoteJid: 'status@broadcast', participant: '64@s.whatsapp.net' },
    ];
    expect(fromMessageKeys(keys, (jid) => jid === '1@s.whatsapp.net')).toEqual({
      facts: [{ kind: 'chat', jid: '62@s.whatsapp.net', name: null }],
      pairs: [
        { lid: '9', pn: '62' },
        { lid: '8', pn: '63' },
      ],
    });
  });
});
