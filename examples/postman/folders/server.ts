import { folder, refused } from '../step.ts';

export const server = [
  folder(
    'GET /',
    { name: 'The front door says where the API is', status: 200, as: 'nobody' },
    { name: 'Another address is not found', status: 404, path: '/nothing-here', code: 'not_found' },
  ),
  folder(
    'GET /health',
    {
      name: 'The server is well',
      status: 200,
      as: 'nobody',
      checks: { 'the database answers': [`pm.expect(answer.database).to.equal('ok');`] },
    },
    { name: 'It can only be asked', status: 404, method: 'POST', code: 'not_found' },
  ),
  folder(
    'GET /api/engine-status',
    {
      name: 'The engine runs',
      status: 200,
      checks: { 'and says since when': [`pm.expect(answer.timestamp).to.be.a('string');`] },
    },
    refused,
  ),
  folder(
    'GET /openapi.json',
    {
      name: 'The description of every route',
      status: 200,
      as: 'nobody',
      checks: { 'is OpenAPI 3.1': ['pm.expect(answer.openapi).to.match(/^3\\.1/);'] },
    },
    { name: 'It can only be read', status: 404, method: 'DELETE', code: 'not_found' },
  ),
];
