import { folder, gone, refused } from '../step.ts';

/** After a grab: there are contacts. */
export const care = [
  folder(
    'POST /api/tags',
    {
      name: 'A tag with its colour',
      status: 201,
      body: { name: 'Pelanggan Postman', color: 'teal' },
      keep: { tag_id: 'data.tag.id' },
    },
    { name: 'A name stands once', status: 409, body: { name: 'PELANGGAN postman' }, code: 'name_taken' },
  ),
  folder('GET /api/tags', { name: 'All tags, with how many have them', status: 200 }, refused),
  folder(
    'PATCH /api/tags/{id}',
    { name: 'Another colour', status: 200, path: '/api/tags/{{tag_id}}', body: { color: 'orange' } },
    gone('/api/tags/999999', 'tag_not_found', { body: { color: 'red' } }),
  ),
  folder(
    'PATCH /api/contacts/{id}',
    {
      name: 'An alias and a note, which no grab overwrites',
      status: 200,
      path: '/api/contacts/{{contact_id}}',
      body: { alias: 'Contoh Postman', note: 'Dari contoh' },
    },
    gone('/api/contacts/999999999', 'contact_not_found', { body: { alias: 'x' } }),
  ),
  folder(
    'PUT /api/contacts/{id}/tags',
    {
      name: 'The tags of one contact',
      status: 200,
      path: '/api/contacts/{{contact_id}}/tags',
      body: { tag_ids: [] },
    },
    gone('/api/contacts/{{contact_id}}/tags', 'tag_not_found', { body: { tag_ids: [999_999] } }),
  ),
  folder(
    'POST /api/segments',
    {
      name: 'A query under a name',
      status: 201,
      body: { name: 'Tanpa nomor', query: { filter: { any: [{ all: [{ field: 'has_phone', is: false }] }] } } },
      keep: { segment_id: 'data.segment.id' },
    },
    { name: 'Not without a query', status: 422, body: { name: 'Kosong' }, code: 'validation_failed' },
  ),
  folder('GET /api/segments', { name: 'Saved queries', status: 200 }, refused),
  folder(
    'PATCH /api/segments/{id}',
    { name: 'Another name', status: 200, path: '/api/segments/{{segment_id}}', body: { name: 'Nomor tersembunyi' } },
    gone('/api/segments/999999', 'segment_not_found', { body: { name: 'x' } }),
  ),
  folder(
    'DELETE /api/segments/{id}',
    { name: 'The segment is deleted', status: 200, path: '/api/segments/{{segment_id}}' },
    gone('/api/segments/999999', 'segment_not_found'),
  ),
  folder(
    'POST /api/lists',
    { name: 'A static list', status: 201, body: { name: 'Undangan Postman' }, keep: { list_id: 'data.list.id' } },
    { name: 'A name stands once', status: 409, body: { name: 'Undangan Postman' }, code: 'name_taken' },
  ),
  folder('GET /api/lists', { name: 'All lists', status: 200 }, refused),
  folder(
    'PATCH /api/lists/{id}',
    { name: 'Another name', status: 200, path: '/api/lists/{{list_id}}', body: { name: 'Tamu Postman' } },
    gone('/api/lists/999999', 'list_not_found', { body: { name: 'x' } }),
  ),
  folder(
    'POST /api/bulk/preview',
    { name: 'How many it would be', status: 200, body: { selection: { query: {} } } },
    { name: 'A selection is needed', status: 422, body: { selection: {} }, code: 'validation_failed' },
  ),
  folder(
    'POST /api/bulk',
    {
      name: 'Everybody opts in: a job',
      status: 202,
      body: { action: { type: 'opt_in' }, selection: { query: {} } },
      keep: { bulk_job_id: 'data.job.id' },
    },
    {
      name: 'There is no such tag',
      status: 404,
      body: { action: { type: 'tag_add', tag_id: 999_999 }, selection: { query: {} } },
      code: 'tag_not_found',
    },
  ),
  folder(
    'DELETE /api/lists/{id}',
    { name: 'The list is deleted, its contacts stay', status: 200, path: '/api/lists/{{list_id}}' },
    gone('/api/lists/{{list_id}}', 'list_not_found'),
  ),
];
