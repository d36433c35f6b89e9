import { describe, expect, test } from 'vitest';
import { endingOf } from './close-reason.ts';

describe('close codes', () => {
  const boom = (statusCode: number, message = '') => ({ message, output: { statusCode } });
  const open = { linked: true, opened: true, heard: true };
  const linking = { linked: false, opened: false, heard: true };
  const silent = { linked: true, opened: false, heard: false };
  test.each([
    [boom(515), open, { restart: true }],
    [boom(428), open, { reason: 'connection_lost', retry: 'later' }],
    [boom(428), silent, { reason: 'unreachable', retry: 'later' }],
    [boom(408, 'Connection was lost'), open, { reason: 'connection_lost', retry: 'later' }],
    [boom(408, 'WebSocket Error (connect ECONNREFUSED)'), silent, { reason: 'unreachable', retry: 'later' }],
    [boom(408, 'QR refs attempts ended'), linking, { reason: 'pairing_expired', retry: 'never' }],
    [boom(440), open, { reason: 'replaced', retry: 'never' }],
    [boom(401), open, { reason: 'logged_out', retry: 'never' }],
    [boom(401), linking, { reason: 'pairing_failed', retry: 'never' }],
    [boom(403), open, { reason: 'banned', retry: 'never' }],
    [boom(405), open, { reason: 'client_outdated', retry: 'never' }],
    [boom(411), linking, { reason: 'pairing_failed', retry: 'never' }],
    [boom(503), open, { reason: 'server_unavailable', retry: 'later' }],
    [boom(500), open, { reason: 'server_unavailable', retry: 'later' }],
    [boom(500), linking, { reason: 'server_unavailable', retry: 'later' }],
    [boom(500, 'Invalid account signature'), linking, { reason: 'pairing_failed', retry: 'never' }],
    [boom(500, 'Failed to verify account signature'), linking, { reason: 'pairing_failed', retry: 'never' }],
    [new Error('what nobody foresaw'), linking, { reason: 'pairing_failed', retry: 'never' }],
    [undefined, open, { reason: 'connection_lost', retry: 'later' }],
  ])('%o', (error, circumstances, ending) => {
    expect(endingOf(error, circumstances)).toEqual(ending);
  });
});
