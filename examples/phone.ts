import { createApiClient } from '@grabber/contract';
import type { Stack } from './stack.ts';

/** Which phone scans the QR codes of which session, by the session's name; of all others nobody does. */
const phoneOf: Record<string, number> = { 'Contoh Postman': 0, 'Contoh curl': 1, 'Contoh JavaScript': 1 };

/**
 * Holds the mock phones in front of the screen: whenever a session of the examples shows a QR code, its phone scans it, through the simulator's control
 * door. Resolves when the signal fires.
 */
export async function scanWhatIsShown({ url, key, door, phones }: Stack, signal: AbortSignal): Promise<void> {
  const client = createApiClient({ url, key, fetch });
  const scanned = new Set<string>();
  for await (const { event, data } of client.events({ signal })) {
    if (event !== 'session' || data.status !== 'qr_ready') continue;
    const phone = phones[phoneOf[data.name] ?? -1];
    if (!phone) continue;
    const { session_id } = data;
    const { data: pairing } = await client.call('GET /api/sessions/{session_id}/qr', { params: { session_id } });
    if (!pairing.qr_raw || scanned.has(pairing.qr_raw)) continue;
    scanned.add(pairing.qr_raw);
    await scan(door, { phone, qr: pairing.qr_raw });
  }
}

async function scan(door: string, body: { phone: string; qr: string }): Promise<void> {
  const answer = await fetch(`${door}/scan`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`the phone could not scan: ${await answer.text()}`);
}
