import type { Client } from './client.ts';
import { until } from './until.ts';

export type SessionRow = {
  session_id: string;
  status: string;
  status_reason: string | null;
  sync_state: string;
  sync_missing: string[] | null;
  phone_number: string | null;
};

/** The session's row as the API shows it. */
export async function readSession(client: Client, id: string): Promise<SessionRow> {
  const answer = await client.get(`/api/sessions/${id}`);
  return answer.data['session'] as SessionRow;
}

/** Waits until the row satisfies `holds`. */
export function sessionWhere(client: Client, id: string, holds: (row: SessionRow) => boolean, patienceMs?: number) {
  return until(
    `session ${id}`,
    async () => {
      const row = await readSession(client, id);
      return holds(row) && row;
    },
    patienceMs,
  );
}

/** Creates a session and has the phone scan its QR code; resolves with its id once the phone says it is linked. */
export async function pair(client: Client, name: string, scan: (qr: string) => Promise<unknown>): Promise<string> {
  const created = await client.post('/api/sessions', { name });
  const id = (created.body['session'] as SessionRow).session_id;
  const qr = await until('a QR code', async () => {
    const answer = await client.get(`/api/sessions/${id}/qr`);
    return answer.data['qr_raw'] as string | null;
  });
  await scan(qr);
  return id;
}

/** Pairs and waits for the end of the first sync. */
export async function pairAndSync(
  client: Client,
  name: string,
  scan: (qr: string) => Promise<unknown>,
): Promise<string> {
  const id = await pair(client, name, scan);
  await sessionWhere(client, id, (row) => row.status === 'connected' && row.sync_state === 'complete');
  return id;
}
