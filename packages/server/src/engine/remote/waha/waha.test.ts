import { expect, test } from 'vitest';
import { fixtures, openLab } from '../testing/lab.ts';

const noChats = { '/chats': [], '/lids/count': { count: 0 }, '/lids': [] };
const person = (people: { pn: string | null; lid: string | null }[]) => people.map(({ pn, lid }) => ({ pn, lid }));

test('digits of a LID under @c.us are no phone, and join the person that the LID map names', async () => {
  const lab = await openLab('waha-gows');
  lab.gateway.override(
    fixtures({
      ...noChats,
      '/lids/count': { count: 2 },
      '/lids': [
        { lid: '99123456789012@lid', pn: '628111111111@c.us' },
        { lid: '88123456789012@lid', pn: null },
      ],
      '/contacts/all': [
        { id: '99123456789012@c.us', name: 'Budi' },
        { id: '628111111111@c.us', pushname: 'budi' },
        { id: '88123456789012@c.us', name: 'Hidden' },
      ],
    }),
  );
  const { people } = await lab.contacts();
  expect(people).toMatchObject([
    { pn: '628111111111', lid: '99123456789012', saved_name: 'Budi', push_name: 'budi' },
    { pn: null, lid: '88123456789012', saved_name: 'Hidden' },
  ]);
});

test('a device number in an id, and raw ids, belong to the same person', async () => {
  const lab = await openLab('waha-gows');
  lab.gateway.override(
    fixtures({
      ...noChats,
      '/contacts/all': [
        { id: '628111111111:3@c.us', name: 'Budi' },
        { id: '628111111111@s.whatsapp.net', pushname: 'budi' },
      ],
    }),
  );
  const { people } = await lab.contacts();
  expect(people).toMatchObject([{ pn: '628111111111', saved_name: 'Budi', push_name: 'budi' }]);
});

test('the number of a LID row is not read: it holds the digits of the LID', async () => {
  const lab = await openLab('waha-webjs');
  lab.gateway.override(
    fixtures({
      ...noChats,
      '/contacts/all': [{ id: '99123456789012@lid', number: '99123456789012', name: 'X', isMyContact: true }],
    }),
  );
  expect(person((await lab.contacts()).people)).toEqual([{ pn: null, lid: '99123456789012' }]);
});

test('a phone as long as a LID stays a phone when nothing says that it is a LID', async () => {
  const lab = await openLab('waha-noweb');
  lab.gateway.override(fixtures({ ...noChats, '/contacts/all': [{ id: '62812345678901@c.us', name: 'Long' }] }));
  expect(person((await lab.contacts()).people)).toEqual([{ pn: '62812345678901', lid: null }]);
});

test('broadcasts, channels, groups and the account itself are no contacts', async () => {
  const lab = await openLab('waha-webjs');
  const strange = ['status@broadcast', '1@newsletter', '0@c.us', '120363000000000001@g.us', '5@broadcast'];
  const own = { id: '1@c.us', isMe: true, isMyContact: true };
  lab.gateway.override(
    fixtures({ ...noChats, '/contacts/all': [own, ...strange.map((id) => ({ id, name: 'x', isMyContact: true }))] }),
  );
  const { people, failures } = await lab.contacts();
  expect([people, failures]).toEqual([[], []]);
});

test.each([
  ['a text', (id: string): unknown => id],
  ['_serialized', (id: string) => ({ _serialized: id })],
  ['$1', (id: string) => ({ $1: id, server: 'g.us' })],
  ['user and server', (id: string) => ({ user: id.split('@')[0], server: id.split('@')[1] })],
])('reads an id of WEBJS as %s', async (_, spell) => {
  const lab = await openLab('waha-webjs');
  const participants = [{ id: spell('628111111111@c.us'), isAdmin: true, isSuperAdmin: false }];
  const group = { id: spell('120363000000000001@g.us'), name: 'G', isGroup: true, groupMetadata: { participants } };
  lab.gateway.override(fixtures({ ...noChats, '/groups': [group] }));
  expect((await lab.groups()).groups).toMatchObject([
    { id: '120363000000000001@g.us', name: 'G', participants: [{ pn: '628111111111', lid: null, role: 'admin' }] },
  ]);
});

const nowebGroup = {
  subject: 'G',
  desc: 'about',
  size: 2,
  participants: [
    { id: '99123456789012@lid', phoneNumber: '628111111111@s.whatsapp.net', admin: 'superadmin' },
    { id: '88123456789012@lid', admin: null },
  ],
};

test.each([
  ['an object keyed by id', { '120363000000000001@g.us': nowebGroup }],
  ['an array', [{ id: '120363000000000001@g.us', ...nowebGroup }]],
])('reads groups of NOWEB as %s', async (_, body) => {
  const lab = await openLab('waha-noweb');
  lab.gateway.override(fixtures({ ...noChats, '/groups': body }));
  const { groups, end } = await lab.groups();
  expect(end.complete).toBe(true);
  expect(groups).toMatchObject([
    {
      id: '120363000000000001@g.us',
      description: 'about',
      participants_count: 2,
      roster_complete: true,
      participants: [
        { pn: '628111111111', lid: '99123456789012', role: 'superadmin' },
        { pn: null, lid: '88123456789012', role: 'member' },
      ],
    },
  ]);
});

const bare = { JID: '120363000000000001@g.us', Name: 'G', ParticipantCount: 2, Participants: [] };

test('asks for the members that did not come with the list, by the route that is not costly', async () => {
  const lab = await openLab('waha-gows');
  const members = [
    { id: '99123456789012@lid', pn: '628111111111@c.us', role: 'admin' },
    { id: '88123456789012@lid', pn: null, role: 'participant' },
    { id: '77123456789012@lid', role: 'left' },
  ];
  lab.gateway.override(fixtures({ ...noChats, '/groups': [bare], '/participants/v2': members }));
  const { groups } = await lab.groups();
  expect(groups[0]).toMatchObject({
    roster_complete: true,
    participants: [
      { pn: '628111111111', lid: '99123456789012', role: 'admin' },
      { pn: null, lid: '88123456789012', role: 'member' },
    ],
  });
  expect(lab.gateway.asked.map(({ path }) => path)).toContain(
    '/api/one/groups/120363000000000001@g.us/participants/v2'.replace('@', '%40'),
  );
});

test('keeps a group whose members cannot be had, and says so', async () => {
  const lab = await openLab('waha-gows');
  lab.gateway.override(fixtures({ ...noChats, '/groups': [bare] }));
  const { groups, failures, end } = await lab.groups();
  expect(groups).toMatchObject([{ name: 'G', roster_complete: false, participants: [], participants_count: 2 }]);
  expect(failures).toMatchObject([{ item: 'participant', item_id: bare.JID, error: { code: 'unsupported' } }]);
  expect(end.complete).toBe(false);
});

test('says that the store is off, reads the groups all the same, and takes nobody for gone', async () => {
  const lab = await openLab('waha-noweb');
  const message = 'Enable NOWEB store "config.noweb.store.enabled=True" and "config.noweb.store.full_sync=True"';
  lab.gateway.override(({ path }) => {
    return /contacts\/all|chats|lids/.test(path) ? { status: 400, body: { statusCode: 400, message } } : undefined;
  });
  const { end, failures, people } = await lab.contacts();
  expect(people).toEqual([]);
  expect(end).toEqual({ kind: 'end', complete: false, missing: ['address_book', 'push_names', 'chats'] });
  expect(failures[0]).toMatchObject({ error: { code: 'unsupported', details: { reason: 'store_not_enabled' } } });
  expect(failures[0]?.error.reason).toContain('NOWEB');
  expect((await lab.groups()).groups.length).toBeGreaterThan(0);
});

test('tells as soon as it is open that a store that is off will not tell contacts', async () => {
  const lab = await openLab('waha-noweb');
  const session = { name: 'one', status: 'WORKING', engine: { engine: 'NOWEB' }, me: { id: '1@c.us' } };
  lab.gateway.override(fixtures({ '/sessions/one': { ...session, config: { noweb: { store: { enabled: false } } } } }));
  await lab.engine.disconnect('one');
  lab.events.length = 0;
  await lab.engine.connect('one');
  expect(lab.events.at(-1)).toMatchObject({
    type: 'sync',
    state: 'incomplete',
    missing: ['address_book', 'chats', 'push_names'],
  });
});

test('a version without the LID map is read with less certainty, so that nobody is taken for gone', async () => {
  const lab = await openLab('waha-gows');
  lab.gateway.override(({ path }) =>
    path.includes('/lids') ? { status: 404, body: { message: `Cannot GET ${path}`, statusCode: 404 } } : undefined,
  );
  const { people, end, failures } = await lab.contacts();
  expect(people.length).toBeGreaterThan(0);
  expect(end.complete).toBe(false);
  expect(failures).toMatchObject([{ error: { code: 'unsupported', details: { reason: 'engine_too_old' } } }]);
});

test('a LID map shorter than its count is no whole map', async () => {
  const lab = await openLab('waha-gows');
  lab.gateway.override(fixtures({ '/lids/count': { count: 100_000 } }));
  const { end, failures } = await lab.contacts();
  expect(end.complete).toBe(false);
  expect(failures).toHaveLength(1);
});

const many = Array.from({ length: 2500 }, (_, index) => ({
  id: `62811${String(index).padStart(6, '0')}@c.us`,
  name: 'N',
}));

test('reads page after page to the short one, with a limit of its own', async () => {
  const lab = await openLab('waha-gows');
  lab.gateway.override(({ path, query }) => {
    if (!path.endsWith('/contacts/all')) return fixtures(noChats)({ path } as never, undefined as never);
    const offset = Number(query.get('offset'));
    return { body: many.slice(offset, offset + Number(query.get('limit'))) };
  });
  const { people, end } = await lab.contacts();
  expect([people.length, end.kind === 'end' && end.complete]).toEqual([2500, true]);
  const asked = lab.gateway.asked.filter(({ path }) => path.endsWith('/contacts/all'));
  expect(asked.map(({ query }) => query.get('offset'))).toEqual(['0', '1000', '2000']);
  expect(lab.gateway.asked.find(({ path }) => path.endsWith('/lids'))?.query.get('limit')).toBe('1000');
});

test('a version that takes no notice of the offset is told as too old, not read for ever', async () => {
  const lab = await openLab('waha-gows');
  lab.gateway.override(fixtures({ ...noChats, '/contacts/all': many.slice(0, 1000) }));
  const { people, end } = await lab.contacts();
  expect(people).toHaveLength(1000);
  expect(end).toMatchObject({ complete: false, missing: ['address_book', 'push_names'] });
});

test('one bad row is a failure and the rest is read', async () => {
  const lab = await openLab('waha-gows');
  const good = { JID: '120363000000000001@g.us', Name: 5, Participants: [{ JID: '628111111111@s.whatsapp.net' }, 7] };
  lab.gateway.override(
    fixtures({
      ...noChats,
      '/contacts/all': [null, 5, { id: 7 }, { id: 'nonsense', name: 'x' }, { id: '628111111111@c.us', name: ['?'] }],
      '/groups': [good, { Name: 'no id' }, { JID: 'nonsense@g.us', Participants: [] }, { JID: '1@newsletter' }, []],
    }),
  );
  const contacts = await lab.contacts();
  expect(person(contacts.people)).toEqual([{ pn: '628111111111', lid: null }]);
  expect(contacts.failures.map(({ item_id }) => item_id)).toEqual([null, null, null, 'nonsense']);
  expect(contacts.end.complete).toBe(false);
  const groups = await lab.groups();
  expect(groups.groups).toMatchObject([{ name: null, roster_complete: false, participants: [{ pn: '628111111111' }] }]);
  expect(groups.failures.map(({ item }) => item).sort()).toEqual(['group', 'group', 'group', 'participant']);
});

test.each([
  [422, { error: 'Session status is not as expected', status: 'STARTING' }, 'not_connected', undefined],
  [422, { message: 'Session "x" does not exist' }, 'upstream', 'wrong_session'],
  [404, { message: 'Session not found', statusCode: 404 }, 'upstream', 'wrong_session'],
  [404, { message: 'Cannot GET /api/one/groups', statusCode: 404 }, 'unsupported', 'engine_too_old'],
  [401, { message: 'Unauthorized' }, 'upstream', 'wrong_key'],
  [403, { message: 'Forbidden' }, 'upstream', 'wrong_key'],
  [500, { message: 'boom' }, 'upstream', 'gateway_failed'],
])('an answer %i %j means %s %s', async (status, body, code, reason) => {
  const lab = await openLab('waha-webjs');
  lab.gateway.override(({ path }) => (path.endsWith('/groups') ? { status, body } : undefined));
  await expect(lab.groups()).rejects.toMatchObject({ code, details: reason ? { reason } : {} });
});
