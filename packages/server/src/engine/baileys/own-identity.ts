import type { AuthenticationCreds } from '@whiskeysockets/baileys';
import { lidOf, parseJid, pnOf } from '../../core/index.ts';
import type { EngineAccount } from '../engine.ts';

/** The account itself as WhatsApp names it; Baileys puts '~' for the name while it pairs by code. */
export function accountOf(creds: AuthenticationCreds): EngineAccount {
  const name = creds.me?.name;
  return {
    pn: pnOf(creds.me?.id) ?? null,
    lid: lidOf(creds.me?.lid) ?? null,
    name: name && name !== '~' ? name : null,
  };
}

/** Whether an id, in whatever spelling, is the account's own. */
export function isOwnJid(creds: AuthenticationCreds, jid: string): boolean {
  const account = accountOf(creds);
  const parsed = parseJid(jid);
  if (parsed?.kind === 'pn') return parsed.digits === account.pn;
  return parsed?.kind === 'lid' && parsed.digits === account.lid;
}
