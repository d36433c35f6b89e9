import { pairingCodeAnswer, pairingCodeRequest, qrAnswer } from '@grabber/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { AppError } from '../../core/index.ts';
import { messageText } from '../../i18n/index.ts';
import { sessionOf } from '../access.ts';
import { phoneDigits } from '../phone.ts';
import type { HttpDeps } from '../ports.ts';
import { answers, sessionParams } from './route.ts';

/** Linking a phone: by QR code, or by a code to type. */
export function pairingRoutes({ sessions }: HttpDeps): FastifyPluginAsyncZod {
  return async (app) => {
    const showing = { params: sessionParams, response: answers(200, qrAnswer) };
    app.get('/:session_id/qr', { config: { scope: 'sessions:read' }, schema: showing }, async (request) => {
      const id = sessionOf(request, request.params.session_id);
      const { session_id, status } = await sessions.get(id);
      const { qr_code, qr_raw, qr_expires_at, qr_attempt, qr_attempts } = await sessions.pairing(id);
      const data = { session_id, qr_code, qrCode: qr_code, status, qr_raw, qr_expires_at, qr_attempt, qr_attempts };
      const message = messageText(request.language, qr_code === null ? 'qr_none' : 'qr_ready');
      return { success: true as const, message, data };
    });

    const asking = { params: sessionParams, body: pairingCodeRequest, response: answers(200, pairingCodeAnswer) };
    app.post(
      '/:session_id/pairing-code',
      { config: { scope: 'sessions:write', audit: 'pairing_code_asked' }, schema: asking },
      async (request) => {
        const id = sessionOf(request, request.params.session_id);
        const phone = phoneDigits(request.body.phone_number);
        const { pairing_code, pairing_code_expires_at } = await sessions.requestPairingCode(id, phone);
        if (pairing_code === null || pairing_code_expires_at === null) throw new AppError('pairing_unavailable');
        const raw = pairing_code.replaceAll('-', '');
        const codes = { pairing_code: `${raw.slice(0, 4)}-${raw.slice(4)}`, pairing_code_raw: raw };
        const data = { session_id: id, ...codes, expires_at: pairing_code_expires_at };
        return { success: true as const, message: messageText(request.language, 'pairing_code_ready'), data };
      },
    );
  };
}
