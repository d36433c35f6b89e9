import { proto } from '@whiskeysockets/baileys';
import type { Core } from './core.ts';
import type { Welcome } from './link.ts';
import { login } from './login.ts';
import { startRegistration } from './registration.ts';

/** Tells a known device (it names its account) from a new one (it brings its keys). */
export function createWelcome(core: Core): Welcome {
  return (link, { noiseKey, payload }) => {
    const client = proto.ClientPayload.decode(payload);
    if (client.username) {
      return login(core, link, { noiseKey, phone: String(client.username), device: Number(client.device ?? 0) });
    }
    if (!client.devicePairingData) throw new TypeError('The client neither logs in nor registers.');
    return startRegistration(core, link, { noiseKey, pairing: client.devicePairingData });
  };
}
