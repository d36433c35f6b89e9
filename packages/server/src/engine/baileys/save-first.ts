import type { SignalKeyStoreWithTransaction, SocketConfig } from '@whiskeysockets/baileys';
import { DEFAULT_CONNECTION_CONFIG } from '@whiskeysockets/baileys';
import { parseJid } from '../../core/index.ts';

/**
 * A Signal repository that shows each message of the account's own phone to `keep` between its decryption and its receipt.
 * Baileys sends the receipt first and reads the message after, so a cut in between loses what the phone tells only once
 * (whatsapp-protocol.md, trap 2). Here `keep` runs inside the key transaction: the ratchet moves on only when the message is safe, so that
 * after a cut the server's redelivery still decrypts.
 */
export function savingRepository({
  keep,
  isOwn,
}: {
  keep: (padded: Uint8Array) => Promise<void>;
  isOwn: (jid: string) => boolean;
}): SocketConfig['makeSignalRepository'] {
  return (auth, logger, pnToLid) => {
    const repository = DEFAULT_CONNECTION_CONFIG.makeSignalRepository(auth, logger, pnToLid);
    const decrypt = repository.decryptMessage.bind(repository);
    const keys = auth.keys as SignalKeyStoreWithTransaction;
    repository.decryptMessage = (message) => {
      if (!parseJid(message.jid) || !isOwn(message.jid)) return decrypt(message);
      return keys.transaction(async () => {
        const padded = await decrypt(message);
        await keep(padded);
        return padded;
      }, message.jid);
    };
    return repository;
  };
}
