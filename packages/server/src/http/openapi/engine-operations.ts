import { grabFailures } from './grab-operations.ts';
import type { Operations } from './operation.ts';

export const engineOperations: Operations = {
  'GET /sessions': { id: 'engineListSessions', tag: 'Engine', summary: 'List the sessions' },
  'POST /sessions/create': {
    id: 'engineCreateSession',
    tag: 'Engine',
    summary: 'Create a session under an id of the caller',
    errors: ['session_exists'],
  },
  'GET /sessions/:sessionId/qr': { id: 'engineGetQrCode', tag: 'Engine', summary: 'Read the QR code to scan now' },
  'GET /sessions/:sessionId/status': { id: 'engineGetStatus', tag: 'Engine', summary: 'Read the state of a session' },
  'POST /sessions/:sessionId/reconnect': {
    id: 'engineReconnect',
    tag: 'Engine',
    summary: 'Close the connection of a session and open it anew',
    says: 'session_reconnecting',
  },
  'DELETE /sessions/:sessionId': {
    id: 'engineDeleteSession',
    tag: 'Engine',
    summary: 'Delete a session and everything saved under it',
    says: 'session_deleted',
  },
  'GET /sessions/:sessionId/groups': {
    id: 'engineGetGroups',
    tag: 'Engine',
    summary: 'Read the groups fresh from WhatsApp',
    errors: grabFailures,
  },
  'GET /sessions/:sessionId/contacts': {
    id: 'engineGetContacts',
    tag: 'Engine',
    summary: 'Read the people fresh from WhatsApp',
    errors: grabFailures,
  },
  'GET /sessions/:sessionId/all-contacts': {
    id: 'engineGetAllContacts',
    tag: 'Engine',
    summary: 'Read groups and people fresh from WhatsApp',
    errors: grabFailures,
  },
};
