import type { Account, World } from '@grabber/simulator';
import { toBuffer } from 'qrcode';

/** An account of the world as a gateway holds it. */
export type Held = {
  name: string;
  account: Account;
  linked: boolean;
  /** Whether the gateway has brought it up. */
  running: boolean;
  /** Whether the gateway knows the name at all. */
  exists: boolean;
  qrText: string;
  qrPicture: Buffer;
};

/** The accounts of a gateway, by the gateway's own names for them. */
export async function holdAccounts(world: World, names: string[]): Promise<Map<string, Held>> {
  const held = new Map<string, Held>();
  for (const [index, name] of names.entries()) {
    const account = world.accounts[index];
    if (!account) throw new Error('the world has too few accounts');
    const qrText = `2@qr-of-${name}`;
    const qrPicture = await toBuffer(qrText);
    held.set(name, { name, account, linked: false, running: false, exists: false, qrText, qrPicture });
  }
  return held;
}

/** What the picture holds, as a browser is given it. */
export function pictureUrl({ qrPicture }: Held): string {
  return `data:image/png;base64,${qrPicture.toString('base64')}`;
}
