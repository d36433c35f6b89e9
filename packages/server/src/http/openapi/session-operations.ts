import type { Operations } from './operation.ts';

const pages = 'Without `limit` and `cursor` all of them come, as existing callers know it.';

export const sessionOperations: Operations = {
  'GET /api/sessions': {
    id: 'listSessions',
    tag: 'Sessions',
    summary: 'List the sessions',
    description: `The sessions that the caller may see. ${pages}`,
    errors: ['cursor_invalid'],
  },
  'GET /api/sessions/active': {
    id: 'listActiveSessions',
    tag: 'Sessions',
    summary: 'List the sessions that are active and connected',
    description: pages,
    errors: ['cursor_invalid'],
  },
  'POST /api/sessions': {
    id: 'createSession',
    tag: 'Sessions',
    summary: 'Create a session and start connecting it',
    description: 'Answers at once; ask for the QR code or a pairing code next.',
    says: 'session_created',
    errors: ['session_exists'],
  },
  'GET /api/sessions/:session_id': {
    id: 'getSession',
    tag: 'Sessions',
    summary: 'Read a session',
    says: 'session_found',
  },
  'GET /api/sessions/:session_id/status': {
    id: 'getSessionStatus',
    tag: 'Sessions',
    summary: 'Read the state of a session, and why it is so',
    says: 'session_status',
  },
  'DELETE /api/sessions/:session_id': {
    id: 'deleteSession',
    tag: 'Sessions',
    summary: 'Log a session out and delete everything saved under it',
    says: 'session_deleted',
  },
  'POST /api/sessions/:session_id/connect': {
    id: 'connectSession',
    tag: 'Sessions',
    summary: 'Connect a session',
    description: 'Starts connecting unless it is connected; a logged-out session gets a new QR code.',
    says: 'session_connecting',
  },
  'POST /api/sessions/:session_id/reconnect': {
    id: 'reconnectSession',
    tag: 'Sessions',
    summary: 'Close the connection of a session and open it anew',
    says: 'session_reconnecting',
  },
  'POST /api/sessions/:session_id/logout': {
    id: 'logOutSession',
    tag: 'Sessions',
    summary: 'Unlink a session at WhatsApp',
    description: 'Erases its credentials; the session and its contacts stay.',
    says: 'session_logged_out',
  },
  'GET /api/sessions/:session_id/qr': {
    id: 'getQrCode',
    tag: 'Sessions',
    summary: 'Read the QR code to scan now',
    description: '`qr_code` and `qrCode` hold the same PNG data URL; null when there is none.',
    says: 'qr_ready',
  },
  'POST /api/sessions/:session_id/pairing-code': {
    id: 'requestPairingCode',
    tag: 'Sessions',
    summary: 'Ask for a code to type on the phone instead of scanning',
    says: 'pairing_code_ready',
    errors: [
      'pairing_unavailable',
      'not_connected',
      'rate_limited',
      'timeout',
      'upstream',
      'unsupported',
      'logged_out',
    ],
  },
};
