import { expect, test } from 'vitest';
import { engineOn, fixtures, next, openLab } from '../testing/lab.ts';

const results = (data: unknown) => ({ code: 'SUCCESS', message: 'ok', results: { data } });
const noChats = { '/chats': results([]) };
const groupOf = (index: number, participants: unknown[] = [{ JID: '628111111111@s.whatsapp.net' }]) => ({
  JID: `1203630000000${String(index).padStart(5, '0')}@g.us`,
  Name: `G${index}`,
  Participants: participants,
});

test('where a phone is unknown, the digits of the LID stand in its place', async () => {
  const lab = await openLab('gowa');
  const members = [
    { JID: '99123456789012@lid', PhoneNumber: '99123456789012' },
    { JID: '88123456789012@lid', PhoneNumber: '88123456789012@s.whatsapp.net' },
    { JID: '77123456789012@lid', PhoneNumber: '628111111111', IsAdmin: true },
    { JID: '628222222222@s.whatsapp.net', PhoneNumber: '', LID: '66123456789012@lid', IsSuperAdmin: true },
    { JID: '55123456789012@lid', PhoneNumber: '99123456789012' },
  ];
  lab.gateway.override(fixtures({ '/user/my/groups': results([groupOf(1, members)]) }));
  expect((await lab.groups()).groups[0]?.participants).toEqual([
    { pn: null, lid: '99123456789012', role: 'member' },
    { pn: null, lid: '88123456789012', role: 'member' },
    { pn: '628111111111', lid: '77123456789012', role: 'admin' },
    { pn: '628222222222', lid: '66123456789012', role: 'superadmin' },
    { pn: null, lid: '55123456789012', role: 'member' },
  ]);
});

test('exactly 500 groups may be a part of them: nothing is taken for gone', async () => {
  const lab = await openLab('gowa');
  const groups = (count: number) => results(Array.from({ length: count }, (_, index) => groupOf(index)));
  lab.gateway.override(fixtures({ '/user/my/groups': groups(500) }));
  const cutOff = await lab.groups();
  expect(cutOff.groups).toHaveLength(500);
  expect(cutOff.end.complete).toBe(false);
  expect(cutOff.failures).toMatchObject([
    { item: 'group', item_id: null, error: { details: { reason: 'groups_cut_off' } } },
  ]);
  lab.gateway.override(fixtures({ '/user/my/groups': groups(501) }));
  expect((await lab.groups()).end.complete).toBe(true);
});

test('null stands for an empty list, which never means that everybody is gone', async () => {
  const lab = await openLab('gowa');
  lab.gateway.override(fixtures({ '/user/my/contacts': results(null), '/user/my/groups': results(null), ...noChats }));
  const contacts = await lab.contacts();
  expect([contacts.people, contacts.failures, contacts.end.complete]).toEqual([[], [], false]);
  expect((await lab.groups()).end.complete).toBe(false);
});

test('joins the two rows of a person once a roster or the contact itself tells the pair', async () => {
  const lab = await openLab('gowa');
  const twins = [
    { jid: '99123456789012@lid', name: '' },
    { jid: '628111111111:7@s.whatsapp.net', name: 'Budi' },
    { jid: '88123456789012@lid', name: 'Sari', phone_jid: '628222222222@s.whatsapp.net' },
  ];
  const roster = [{ JID: '99123456789012@lid', PhoneNumber: '628111111111@s.whatsapp.net' }];
  lab.gateway.override(
    fixtures({ '/user/my/contacts': results(twins), '/user/my/groups': results([groupOf(1, roster)]), ...noChats }),
  );
  expect((await lab.contacts()).people).toHaveLength(3);
  await lab.groups();
  expect((await lab.contacts()).people).toMatchObject([
    { pn: '628111111111', lid: '99123456789012', saved_name: 'Budi' },
    { pn: '628222222222', lid: '88123456789012', saved_name: 'Sari' },
  ]);
});

test('a chat titled by the number has no name', async () => {
  const lab = await openLab('gowa');
  lab.gateway.override(
    fixtures({
      '/user/my/contacts': results([]),
      '/chats': results([{ jid: '628111111111@s.whatsapp.net', name: '+62 811-1111-111' }]),
    }),
  );
  expect((await lab.contacts()).people).toMatchObject([{ pn: '628111111111', chat_name: null, has_chat: true }]);
});

test('a version that keeps no chats tells contacts all the same', async () => {
  const lab = await openLab('gowa');
  lab.gateway.override(({ path }) => (path === '/chats' ? { status: 404, body: 'Cannot GET /chats' } : undefined));
  const { people, end, failures } = await lab.contacts();
  expect(people.length).toBeGreaterThan(0);
  expect(end).toMatchObject({ complete: false, missing: ['chats'] });
  expect(failures).toMatchObject([{ error: { details: { reason: 'engine_too_old' } } }]);
});

test.each([
  [400, { code: 'DEVICE_ID_REQUIRED', message: 'x' }, 'upstream', 'wrong_session'],
  [404, { code: 'DEVICE_NOT_FOUND', message: 'x' }, 'upstream', 'wrong_session'],
  [503, { code: 'DEVICE_MANAGER_UNAVAILABLE', message: 'x' }, 'not_connected', undefined],
  [401, { code: 'AUTHENTICATION_ERROR', message: 'you are not logged in' }, 'not_connected', undefined],
  [401, 'Unauthorized', 'upstream', 'wrong_key'],
  [404, 'Cannot GET /user/my/groups', 'unsupported', 'engine_too_old'],
  [500, { code: 'INTERNAL_SERVER_ERROR', message: 'x' }, 'upstream', 'gateway_failed'],
  [200, { code: 'ERROR', message: 'x', results: null }, 'upstream', 'gateway_failed'],
  [200, { status: 200, data: [] }, 'upstream', 'answer_unreadable'],
  [200, { code: 'SUCCESS', results: [] }, 'upstream', 'answer_unreadable'],
])('an answer %i %j means %s %s', async (status, body, code, reason) => {
  const lab = await openLab('gowa');
  lab.gateway.override(({ path }) => (path === '/user/my/groups' ? { status, body } : undefined));
  await expect(lab.groups()).rejects.toMatchObject({ code, details: reason ? { reason } : {} });
});

test('names the device as the server decodes it, and finds routes and pictures below a base path', async () => {
  const lab = await openLab('gowa');
  const device = 'kantor & toko/1';
  await lab.engine.disconnect('one');
  const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]);
  lab.gateway.override(({ path }) => {
    if (path === '/base/app/status')
      return { body: { code: 'SUCCESS', results: { is_connected: false, is_logged_in: false } } };
    if (path === '/base/app/login')
      return {
        body: {
          code: 'SUCCESS',
          results: { qr_link: 'https://elsewhere.example/base/statics/qr.png', qr_duration: 30 },
        },
      };
    return path === '/base/statics/qr.png' ? { body: picture } : { status: 404, body: 'no' };
  });
  const { engine } = engineOn(lab.gateway, { settings: { url: `${lab.gateway.url}/base/`, remote_session: device } });
  const shown = next(engine, 'qr');
  await engine.connect('one');
  expect((await shown).qr_raw).toBe(`data:image/png;base64,${picture.toString('base64')}`);
  await engine.close();
  const header = String(lab.gateway.asked.at(-1)?.headers['x-device-id']);
  expect(decodeURIComponent(header)).toBe(device);
});
