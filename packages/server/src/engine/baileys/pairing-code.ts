import { AppError, isoTime } from '../../core/index.ts';
import type { Connection } from './connection.ts';
import { toEngineError, until } from './errors.ts';

export type PairingCode = { code: string; expires_at: string };

/**
 * Pairing codes of one socket. The code stays the same while the QR code beside it rotates, and ends with the socket, whose QR codes
 * are used up after `life` ms.
 */
export function createPairingCodes(connection: Connection, life: number) {
  let last: { phone: string; answer: PairingCode } | undefined;
  return async (phone: string): Promise<PairingCode> => {
    if (last?.phone === phone && Date.parse(last.answer.expires_at) > Date.now()) return last.answer;
    try {
      const code = await until(connection.sock.requestPairingCode(phone), connection.over);
      last = { phone, answer: { code, expires_at: isoTime(Date.now() + life) } };
      return last.answer;
    } catch (error) {
      throw new AppError('pairing_unavailable', { cause: toEngineError(error) });
    }
  };
}
