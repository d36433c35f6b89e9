import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const format = 1;
const ivLength = 12;
const tagLength = 16;
const headLength = 1 + ivLength + tagLength;

/** Thrown when something sealed cannot be opened: another SECRET_KEY, or damaged bytes. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';
}

/** Seals bytes for one place; what was sealed for another place does not open here. */
export type Sealer = {
  seal(place: string[], plain: Uint8Array): Uint8Array;
  /** Throws `UnreadableError`. */
  open(place: string[], sealed: Uint8Array): Buffer;
};

/**
 * AES-256-GCM under a key that HKDF-SHA256 derives from SECRET_KEY, with a random IV per seal. The place (session, type,
 * key id) is the associated data, so that a row copied elsewhere is refused. Layout: format, IV (12), tag (16), ciphertext.
 */
export function createSealer(secretKey: string): Sealer {
  const key = Buffer.from(hkdfSync('sha256', secretKey, '', 'whatsapp-contact-grabber engine seal v1', 32));
  return {
    seal(place, plain) {
      const iv = randomBytes(ivLength);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(associated(place));
      const body = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([Buffer.of(format), iv, cipher.getAuthTag(), body]);
    },
    open(place, sealed) {
      const bytes = Buffer.from(sealed);
      if (bytes.length < headLength || bytes[0] !== format) throw new UnreadableError('not a sealed value');
      const iv = bytes.subarray(1, 1 + ivLength);
      const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: tagLength })
        .setAAD(associated(place))
        .setAuthTag(bytes.subarray(1 + ivLength, headLength));
      try {
        return Buffer.concat([decipher.update(bytes.subarray(headLength)), decipher.final()]);
      } catch {
        throw new UnreadableError('sealed with another SECRET_KEY, or damaged');
      }
    },
  };
}

function associated(place: string[]): Buffer {
  return Buffer.from(JSON.stringify(place));
}
