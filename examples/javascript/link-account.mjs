// Creates a session, waits while you scan its QR code with the phone, and prints the session's id.
import { api, events } from './api.mjs';

const { session } = await api('POST', '/api/sessions', { name: 'Contoh JavaScript' });
const path = `/api/sessions/${session.session_id}`;
let shown;

for await (const { event, data } of events('/api/events')) {
  const now =
    event === 'snapshot' ? data.sessions.find(isOurs) : event === 'session' && isOurs(data) ? data : undefined;
  if (now?.status === 'qr_ready') await showCode();
  if (now?.status === 'connected' && ['complete', 'incomplete'].includes(now.sync_state)) break;
}
process.stdout.write(`${session.session_id}\n`);

function isOurs({ session_id }) {
  return session_id === session.session_id;
}

async function showCode() {
  const { data } = await api('GET', `${path}/qr`);
  if (data.qr_raw === shown) return;
  shown = data.qr_raw;
  process.stderr.write(`Scan this: ${shown}\n`);
}
