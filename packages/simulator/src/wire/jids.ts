/** The server's own address, where it sends from and is sent to. */
export const SERVER_JID = '@s.whatsapp.net';

/** `62812…@s.whatsapp.net`, or with `:device` for a linked device. */
export function phoneJid(phone: string, device?: number): string {
  return `${phone}${device === undefined ? '' : `:${device}`}@s.whatsapp.net`;
}

/** `1234…@lid`, or with `:device` for a linked device. */
export function lidJid(lid: string, device?: number): string {
  return `${lid}${device === undefined ? '' : `:${device}`}@lid`;
}

/** `…@g.us`. */
export function groupJid(id: string): string {
  return `${id}@g.us`;
}

/** The digits in front of device and server. */
export function jidUser(jid: string): string {
  return /^[^:@]*/.exec(jid)?.[0] ?? '';
}
