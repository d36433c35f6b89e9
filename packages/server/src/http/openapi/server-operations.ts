import type { Operations } from './operation.ts';

export const serverOperations: Operations = {
  'GET /': {
    id: 'welcome',
    tag: 'Server',
    summary: 'Where things are',
    description: 'For people who open the address of the server; needs no key.',
    says: 'api_here',
  },
  'GET /health': {
    id: 'health',
    tag: 'Server',
    summary: 'Whether the server and its database work',
    description:
      'For supervisors and for callers of both contracts; needs no key. Answers 503 when the database does not answer.',
    says: 'engine_running',
  },
  'GET /openapi.json': {
    id: 'openApi',
    tag: 'Server',
    summary: 'This description of the API',
    description:
      'OpenAPI 3.1, made from the schemas that check requests and write answers; needs no key. To be read by people at `/docs`.',
  },
  'GET /api/engine-status': {
    id: 'engineStatus',
    tag: 'Server',
    summary: 'Whether the engine works, as the old application asks',
    says: 'engine_running',
  },
};
