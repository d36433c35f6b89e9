// Reads all saved individuals page by page and writes them as CSV to standard output.
import { api } from './api.mjs';

const columns = ['name', 'phone_number', 'country_code', 'status'];
process.stdout.write(`${columns.join(',')}\n`);
for await (const contact of allContacts()) {
  process.stdout.write(`${columns.map((column) => cell(contact[column])).join(',')}\n`);
}

async function* allContacts() {
  let cursor = null;
  do {
    const query = new URLSearchParams({ type: 'individual', limit: '200', ...(cursor && { cursor }) });
    const { data } = await api('GET', `/api/sessions/${process.env.SESSION_ID}/contacts?${query}`);
    yield* data.contacts;
    cursor = data.next_cursor;
  } while (cursor);
}

/** Names come from strangers: what a spreadsheet would take for a formula gets an apostrophe in front. */
function cell(value) {
  const text = String(value ?? '');
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
