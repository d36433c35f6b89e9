import { z } from 'zod';
import { AppError } from '../../../core/index.ts';
import type { GatewayQr, GatewayState } from '../gateway.ts';
import { gatewayError } from '../problem.ts';
import { firstTold, flag, list, phoneDigits, size, text, told } from '../reading/index.ts';

const envelope = z.looseObject({ success: flag, error: text, message: text, data: z.unknown().optional() });
const longestQr = 256 * 1024;

const statusFields = z.looseObject({ status: text, state: text, phoneNumber: text, phone_number: text, name: text });
const qrFields = z.looseObject({ qr_raw: text, qrRaw: text, qrCode: text, qr_code: text, qr: text });

/** What each word for a session's state means; whatever is not here is on its way. */
const words: Record<string, 'open' | 'unlinked' | 'down'> = {
  connected: 'open',
  ready: 'open',
  open: 'open',
  qr_ready: 'unlinked',
  qr: 'unlinked',
  auth_failed: 'unlinked',
  logged_out: 'unlinked',
  disconnected: 'down',
  closed: 'down',
  error: 'down',
};

/** How the account stands. */
export function stateIn(answer: unknown): GatewayState {
  const fields = parse(statusFields, contentOf(answer));
  const word = firstTold(fields.status, fields.state)?.toLowerCase() ?? '';
  const pn = phoneDigits(fields.phoneNumber ?? fields.phone_number);
  const state = words[word] ?? 'starting';
  if (word === '') throw gatewayError('answer_unreadable');
  if (state === 'open') return { state, account: { pn, lid: null, name: null }, missing: [] };
  if (state === 'down') return { state, linked: pn !== null, reason: 'server_unavailable' };
  return state === 'unlinked' ? { state } : { state, linked: word === 'authenticated' };
}

/** The code to scan: its text where an engine tells it, otherwise the picture. */
export function qrIn(answer: unknown): GatewayQr | null {
  const fields = parse(qrFields, contentOf(answer));
  const found = firstTold(fields.qr_raw, fields.qrRaw, fields.qrCode, fields.qr_code, fields.qr);
  return found === null || found.length > longestQr ? null : { text: found, life: null };
}

/** The rows of a list, wherever an engine puts them, and whether they are as many as it says. */
export function answeredList(answer: unknown, name: 'groups' | 'contacts'): { rows: unknown[]; whole: boolean } {
  const content = contentOf(answer);
  if (Array.isArray(content)) return { rows: content, whole: true };
  const schema = z.looseObject({ [name]: list, [`total_${name}`]: size, [totalsInCamelCase[name]]: size });
  const fields = parse(schema, content) as Record<string, unknown>;
  const rows = fields[name];
  if (!Array.isArray(rows)) throw gatewayError('answer_unreadable');
  const total = fields[`total_${name}`] ?? fields[totalsInCamelCase[name]] ?? rows.length;
  return { rows, whole: total === rows.length };
}

const totalsInCamelCase = { groups: 'totalGroups', contacts: 'totalContacts' } as const;

/** What stands in `data`, or beside `success` where an engine has no `data`. */
function contentOf(answer: unknown): unknown {
  if (Array.isArray(answer)) return answer;
  const { success, error, message, data } = parse(envelope, answer);
  if (success === false) throw refused(told(error) ?? told(message) ?? '');
  return data ?? answer;
}

/** Some engines answer a failure with 200. */
function refused(words: string): AppError {
  if (/not connected|tidak terhubung/i.test(words)) return new AppError('not_connected');
  return gatewayError(/not found|tidak ditemukan/i.test(words) ? 'wrong_session' : 'gateway_failed');
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const { data, success } = schema.safeParse(value);
  if (!success) throw gatewayError('answer_unreadable');
  return data;
}
