import { folder, refused } from '../step.ts';

export const keys = [
  folder(
    'POST /api/keys',
    {
      name: 'A key that may only read contacts',
      status: 201,
      body: { name: 'Contoh Postman', scopes: ['contacts:read'] },
      keep: { id: 'data.api_key.id' },
      checks: { 'is shown once': [`pm.expect(data.key).to.be.a('string').and.not.empty;`] },
    },
    {
      name: 'There is no such permission',
      status: 422,
      body: { name: 'Contoh', scopes: ['everything'] },
      code: 'validation_failed',
    },
  ),
  folder(
    'GET /api/keys',
    {
      name: 'All keys, without their secrets',
      status: 200,
      checks: { 'no secret is told': [`pm.expect(JSON.stringify(answer)).not.to.include('"hash"');`] },
    },
    refused,
  ),
  folder(
    'POST /api/keys/{id}/rotate',
    { name: 'A new secret for the same key', status: 200, body: {} },
    { name: 'There is no such key', status: 404, path: '/api/keys/999999/rotate', body: {}, code: 'key_not_found' },
  ),
  folder(
    'DELETE /api/keys/{id}',
    { name: 'The key is revoked', status: 200 },
    { name: 'It cannot be revoked twice', status: 404, code: 'key_not_found' },
  ),
];
