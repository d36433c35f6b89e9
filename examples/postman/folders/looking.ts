import { folder } from '../step.ts';

const noContact = { name: 'There is no such contact', status: 404, code: 'contact_not_found' } as const;
const noGroup = { name: 'There is no such group', status: 404, code: 'group_not_found' } as const;
const filter = encodeURIComponent(JSON.stringify({ any: [{ all: [{ field: 'type', in: ['individual'] }] }] }));

export const looking = [
  folder(
    'GET /api/contacts',
    {
      name: 'People of all sessions, by name',
      status: 200,
      path: `/api/contacts?filter=${filter}&limit=5&total=true`,
      keep: { contact_id: 'data.contacts[0].id', other_contact_id: 'data.contacts[1].id' },
      checks: {
        'only people': [`for (const { type } of data.contacts) pm.expect(type).to.equal('individual');`],
        'all are counted': ['pm.expect(data.total).to.be.at.least(data.contacts.length);'],
      },
    },
    { name: 'A filter that is no JSON', status: 422, path: '/api/contacts?filter=dogs', code: 'validation_failed' },
  ),
  folder(
    'GET /api/contacts/facets',
    {
      name: 'How many there are of each kind',
      status: 200,
      path: '/api/contacts/facets?unique=false',
      checks: { 'there are some': ['pm.expect(data.facets.total).to.be.above(0);'] },
    },
    {
      name: 'A filter that is no JSON',
      status: 422,
      path: '/api/contacts/facets?filter=dogs',
      code: 'validation_failed',
    },
  ),
  folder(
    'GET /api/contacts/{id}',
    {
      name: 'One of them, in every session',
      status: 200,
      path: '/api/contacts/{{contact_id}}',
      checks: {
        'it is among its own': [`pm.expect(data.person.contacts.map(({ id }) => id)).to.include(data.contact.id);`],
      },
    },
    { ...noContact, path: '/api/contacts/0' },
  ),
  folder(
    'GET /api/groups',
    {
      name: 'Groups of all sessions',
      status: 200,
      path: '/api/groups?limit=5',
      keep: { group_row_id: 'data.groups[0].id' },
      checks: { 'there are some': ['pm.expect(data.groups.length).to.be.above(0);'] },
    },
    { name: 'No such order', status: 422, path: '/api/groups?sort=dogs', code: 'validation_failed' },
  ),
  folder(
    'GET /api/groups/{id}',
    { name: 'One of them', status: 200, path: '/api/groups/{{group_row_id}}' },
    { ...noGroup, path: '/api/groups/0' },
  ),
  folder(
    'GET /api/groups/{id}/members',
    { name: 'Who is in it', status: 200, path: '/api/groups/{{group_row_id}}/members?limit=5&total=true' },
    { ...noGroup, path: '/api/groups/0/members' },
  ),
  folder(
    'GET /api/groups/overlap',
    {
      name: 'Who is in several groups',
      status: 200,
      path: '/api/groups/overlap?ids={{group_row_id}}',
      checks: { 'a single group has no pairs': ['pm.expect(data.pairs).to.be.empty;'] },
    },
    { ...noGroup, path: '/api/groups/overlap?ids=0' },
  ),
];
