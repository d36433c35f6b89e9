import { setTimeout as delay } from 'node:timers/promises';
import { pairingCodeAnswer, qrAnswer, type SessionStatus, sessionStatusAnswer } from '@grabber/contract';
import { toString as drawQr } from 'qrcode';
import type { z } from 'zod';
import { type Api, connectApi, type ServerOptions } from './api.ts';
import { CommandFailed } from './failure.ts';
import { sessionPath } from './find-session.ts';
import type { Io } from './io.ts';
import { createScreen } from './screen.ts';

type Options = ServerOptions & { once?: boolean };
type Qr = z.output<typeof qrAnswer>['data'];

const everyMs = 500;
const patienceForCodeMs = 60_000;
const linked: SessionStatus[] = ['authenticated', 'connected'];
const ended: SessionStatus[] = ['disconnected', 'auth_failed', 'error'];

/** Shows the QR code, and each next one, until the phone has scanned it; with `once` or `json` only the first. */
export async function showQr(io: Io, given: string, options: Options): Promise<void> {
  const api = connectApi(io, options);
  const path = await sessionPath(io, api, given);
  let qr = await firstQr(io, api, path);
  if (options.json) return io.print(JSON.stringify(qr));
  const screen = createScreen(io);
  let shown = '';
  while (!linked.includes(qr.status)) {
    const isNew = qr.qr_raw !== null && qr.qr_raw !== shown;
    if (qr.qr_raw !== null && (isNew || io.live)) screen.draw(await picture(io, qr.qr_raw, qr));
    if (options.once) return;
    shown = qr.qr_raw ?? shown;
    await delay(everyMs);
    qr = await nextQr(io, api, path);
  }
  io.say('linked');
}

/** Asks for a code to type on the phone, and waits until it was typed; with `once` or `json` it only shows the code. */
export async function showCode(io: Io, given: string, options: Options & { phone: string }): Promise<void> {
  const api = connectApi(io, options);
  const path = await sessionPath(io, api, given);
  await firstQr(io, api, path);
  const { data } = await api.post(`${path}/pairing-code`, { phone_number: options.phone }, pairingCodeAnswer);
  if (options.json) return io.print(JSON.stringify(data));
  const screen = createScreen(io);
  const draw = () => screen.draw(io.text('code', { code: data.pairing_code, seconds: secondsUntil(data.expires_at) }));
  draw();
  if (options.once) return;
  while (Date.parse(data.expires_at) > Date.now()) {
    await delay(everyMs);
    if (linked.includes((await nextQr(io, api, path)).status)) return io.say('linked');
    if (io.live) draw();
  }
  throw new CommandFailed(io.text('code_expired'));
}

/** The code takes a moment after the session was made. */
async function firstQr(io: Io, api: Api, path: string): Promise<Qr> {
  const deadline = Date.now() + patienceForCodeMs;
  for (;;) {
    const qr = await nextQr(io, api, path);
    if (qr.qr_raw !== null || linked.includes(qr.status)) return qr;
    if (Date.now() > deadline) throw new CommandFailed(io.text('no_code_yet'));
    await delay(everyMs);
  }
}

async function nextQr(io: Io, api: Api, path: string): Promise<Qr> {
  const { data } = await api.get(`${path}/qr`, qrAnswer);
  if (!ended.includes(data.status)) return data;
  const state = (await api.get(`${path}/status`, sessionStatusAnswer)).data;
  if (!ended.includes(state.status)) return data;
  throw new CommandFailed(io.text('not_linking', { reason: state.status_text ?? state.status }));
}

async function picture(io: Io, text: string, qr: Qr): Promise<string> {
  const drawing = await drawQr(text, { type: 'terminal', small: true });
  const { qr_attempt: attempt, qr_attempts: attempts } = qr;
  return `${drawing}\n${io.text('qr_hint', { attempt, attempts, seconds: secondsUntil(qr.qr_expires_at) })}`;
}

function secondsUntil(time: string | null): number {
  return time === null ? 0 : Math.max(0, Math.ceil((Date.parse(time) - Date.now()) / 1000));
}
