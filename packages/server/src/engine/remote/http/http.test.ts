import { expect, test } from 'vitest';
import { fixtures, openLab } from '../testing/lab.ts';

const success = (data: unknown) => ({ success: true, data });

test.each([
  [
    'first spellings',
    { id: '1@g.us', name: 'G', description: 'D', participants_count: 2, is_admin: true, profile_picture: 'p' },
  ],
  ['old spellings', { jid: '1@g.us', subject: 'G', desc: 'D', participantCount: 2, isAdmin: true, profilePicUrl: 'p' }],
  ['Baileys’ spellings', { id: '1@g.us', subject: 'G', desc: 'D', size: 2, isSuperAdmin: true, picture: 'p' }],
  [
    'ids of WhatsApp Web',
    { id: { _serialized: '1@g.us' }, name: 'G', desc: 'D', size: 2, is_admin: true, picture: 'p' },
  ],
])('reads a group in %s', async (_, fields) => {
  const lab = await openLab('http');
  const participants = [{ id: '62811111@c.us', isAdmin: true }, '62822222@s.whatsapp.net'];
  lab.gateway.override(fixtures({ '/groups': success({ groups: [{ ...fields, participants }], totalGroups: 1 }) }));
  const { groups, end } = await lab.groups();
  expect(groups).toEqual([
    {
      id: '1@g.us',
      name: 'G',
      description: 'D',
      participants: [
        { pn: '62811111', lid: null, role: 'admin' },
        { pn: '62822222', lid: null, role: 'member' },
      ],
      participants_count: 2,
      roster_complete: true,
      is_admin: true,
      profile_picture: 'p',
    },
  ]);
  expect(end.complete).toBe(true);
});

test.each([
  [
    { id: '62811111@c.us', name: 'Budi', pushname: 'b', isMyContact: true },
    { saved_name: 'Budi', push_name: 'b', in_address_book: true },
  ],
  [
    { jid: '62811111@s.whatsapp.net', shortName: 'Budi' },
    { saved_name: 'Budi', in_address_book: true, has_chat: false },
  ],
  [
    { id: '62811111@c.us', name: 'b', pushname: 'b' },
    { saved_name: null, push_name: 'b', in_address_book: false, has_chat: true },
  ],
  [{ id: '62811111@c.us' }, { saved_name: null, in_address_book: false, has_chat: true }],
  [
    { id: '62811111@c.us', name: 'Toko', in_address_book: false, has_chat: true },
    { saved_name: null, chat_name: 'Toko' },
  ],
  [
    { id: '99123456789012@lid', lid: '99123456789012@lid', phone: '+62 811-111' },
    { pn: '62811111', lid: '99123456789012' },
  ],
  [
    { id: '99123456789012@lid', number: '99123456789012' },
    { pn: null, lid: '99123456789012' },
  ],
  [
    { id: '99123456789012@lid', phone: '0811111' },
    { pn: null, lid: '99123456789012' },
  ],
])('reads the contact %j', async (row, expected) => {
  const lab = await openLab('http');
  lab.gateway.override(fixtures({ '/contacts': success({ contacts: [row] }) }));
  expect((await lab.contacts()).people).toMatchObject([{ pn: '62811111', ...expected }]);
});

test('a list shorter than its total is no whole list', async () => {
  const lab = await openLab('http');
  lab.gateway.override(fixtures({ '/contacts': success({ contacts: [{ id: '62811111@c.us' }], total_contacts: 2 }) }));
  expect((await lab.contacts()).end.complete).toBe(false);
});

test('a roster is whole without the account itself, and not when more are missing', async () => {
  const lab = await openLab('http');
  const group = (count: number) => ({
    id: '1@g.us',
    participants_count: count,
    participants: [{ id: '62811111@c.us' }],
  });
  lab.gateway.override(fixtures({ '/groups': success({ groups: [group(2)] }) }));
  expect((await lab.groups()).groups[0]?.roster_complete).toBe(true);
  lab.gateway.override(fixtures({ '/groups': success({ groups: [group(3)] }) }));
  expect((await lab.groups()).groups[0]?.roster_complete).toBe(false);
});

test('a member who stands there by phone and by LID counts once, with the higher right', async () => {
  const lab = await openLab('http');
  const participants = [
    { id: '99123456789012@lid', number: '62811111', is_admin: true },
    { id: '62811111@c.us', is_admin: false },
  ];
  lab.gateway.override(fixtures({ '/groups': success({ groups: [{ id: '1@g.us', participants }] }) }));
  expect((await lab.groups()).groups[0]?.participants).toEqual([
    { pn: '62811111', lid: '99123456789012', role: 'admin' },
  ]);
});

test.each([
  ['data is the list', success([{ id: '62811111@c.us' }])],
  ['no data', { success: true, contacts: [{ id: '62811111@c.us' }] }],
  ['a bare list', [{ id: '62811111@c.us' }]],
])('finds the contacts where %s', async (_, body) => {
  const lab = await openLab('http');
  lab.gateway.override(fixtures({ '/contacts': body }));
  expect((await lab.contacts()).people).toHaveLength(1);
});

test.each([
  [400, { success: false, error: 'Session is not connected' }, 'not_connected', undefined],
  [200, { success: false, error: 'Session is not connected' }, 'not_connected', undefined],
  [200, { success: false, error: 'Session not found' }, 'upstream', 'wrong_session'],
  [200, { success: false, message: 'boom' }, 'upstream', 'gateway_failed'],
  [404, { success: false, error: 'Session not found' }, 'upstream', 'wrong_session'],
  [404, '<pre>Cannot GET /sessions/one/groups</pre>', 'unsupported', 'engine_too_old'],
  [401, { success: false, error: 'Unauthorized' }, 'upstream', 'wrong_key'],
  [200, { success: true, data: { groups: 'many' } }, 'upstream', 'answer_unreadable'],
  [200, { success: true, data: 5 }, 'upstream', 'answer_unreadable'],
  [200, 5, 'upstream', 'answer_unreadable'],
  [200, null, 'upstream', 'answer_unreadable'],
])('an answer %i %j means %s %s', async (status, body, code, reason) => {
  const lab = await openLab('http');
  lab.gateway.override(({ path }) => (path.endsWith('/groups') ? { status, body } : undefined));
  await expect(lab.groups()).rejects.toMatchObject({ code, details: reason ? { reason } : {} });
});
