import { z } from 'zod';
import { answerOf, time } from './answers.ts';
import { typedPhone } from './sessions.ts';
import { sessionStatus } from './states.ts';

/** The QR code to show now; null when there is none. `qr_code` and `qrCode` hold the same PNG data URL. */
export const qrAnswer = answerOf(
  z.object({
    session_id: z.string(),
    qr_code: z.string().nullable(),
    qrCode: z.string().nullable(),
    status: sessionStatus,
    /** The text that the code holds, for a terminal. */
    qr_raw: z.string().nullable(),
    qr_expires_at: time.nullable(),
    qr_attempt: z.int().nullable(),
    qr_attempts: z.int().nullable(),
  }),
).meta({ id: 'QrAnswer' });

export const pairingCodeRequest = z.object({ phone_number: typedPhone }).meta({ id: 'PairingCodeRequest' });

export const pairingCodeAnswer = answerOf(
  z.object({
    session_id: z.string(),
    /** To be shown: `XXXX-XXXX`. */
    pairing_code: z.string(),
    /** The same without the dash. */
    pairing_code_raw: z.string(),
    expires_at: time,
  }),
).meta({ id: 'PairingCodeAnswer' });
