import { describe, expect, test } from 'vitest';
import type { EngineEvent } from '../engine/index.ts';
import { comesBack, patchFor } from './transitions.ts';
import type { Session } from './types.ts';

const now = Date.parse('2026-01-02T03:04:05.678Z');
const id = { session_id: 's' };

function after(event: EngineEvent) {
  return patchFor(event, now, null);
}

describe('patchFor', () => {
  test('a QR code is shown, and taken away as soon as the phone has scanned it', () => {
    const qr: EngineEvent = { ...id, type: 'qr', qr_raw: 'x', expires_at: '', attempt: 1, attempts: 6 };
    expect(patchFor(qr, now, 'data:image/png;base64,AA')).toMatchObject({
      status: 'qr_ready',
      qr_code: 'data:image/png;base64,AA',
    });
    const linked = after({ ...id, type: 'linked', account: { pn: '628111', lid: '99', name: null } });
    expect(linked).toMatchObject({ status: 'authenticated', qr_code: null, phone_number: '628111', lid: '99' });
  });

  test('an account that does not tell its phone keeps the one that is known', () => {
    const open = after({ ...id, type: 'open', account: { pn: null, lid: null, name: null } });
    expect(open).not.toHaveProperty('phone_number');
    expect(open).toMatchObject({ status: 'connected', status_reason: null, last_activity: '2026-01-02T03:04:05.678Z' });
  });

  test.each([
    ['connection_lost', 'disconnected'],
    ['replaced', 'disconnected'],
    ['logged_out', 'disconnected'],
    ['pairing_expired', 'disconnected'],
    ['banned', 'auth_failed'],
    ['pairing_failed', 'auth_failed'],
    ['client_outdated', 'error'],
    ['credentials_unreadable', 'error'],
  ] as const)('closed by %s is %s, and says why', (reason, status) => {
    expect(after({ ...id, type: 'closed', reason, retry: 'never' })).toMatchObject({ status, status_reason: reason });
  });

  test('what the first sync missed is kept; a logout forgets it', () => {
    expect(after({ ...id, type: 'sync', state: 'incomplete', missing: ['push_names'] })).toMatchObject({
      sync_state: 'incomplete',
      sync_missing: '["push_names"]',
    });
    expect(after({ ...id, type: 'closed', reason: 'logged_out', retry: 'never' })).toMatchObject({
      sync_state: 'none',
      sync_missing: null,
    });
  });
});

describe('comesBack', () => {
  const session = { is_active: true, status: 'connected', status_reason: null } as Session;

  test('a linked account comes back, an unlinked one only while it was being paired', () => {
    expect(comesBack(session, true)).toBe(true);
    expect(comesBack(session, false)).toBe(false);
    expect(comesBack({ ...session, status: 'qr_ready', status_reason: 'not_linked' }, false)).toBe(true);
  });

  test.each(['logged_out', 'banned', 'replaced', 'stopped'] as const)('%s waits for the user', (reason) => {
    expect(comesBack({ ...session, status: 'disconnected', status_reason: reason }, true)).toBe(false);
  });

  test('nobody brings back what its owner switched off', () => {
    expect(comesBack({ ...session, is_active: false }, true)).toBe(false);
  });
});
