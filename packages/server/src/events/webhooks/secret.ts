import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

const bytes = 32;

/** A new signing secret in the form that libraries of the specification take. */
export function generateSecret(): string {
  return `whsec_${randomBytes(bytes).toString('base64')}`;
}

/** The headers of a message, signed with each secret. */
export function signedHeaders(secrets: string[], id: string, at: number, body: string): Record<string, string> {
  const time = new Date(at);
  return {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'WhatsApp-Contact-Grabber-Webhooks/1',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, time, body)).join(' '),
  };
}
