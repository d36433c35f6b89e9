import { z } from 'zod';
import type { Clock } from '../../../core/index.ts';
import type { GatewayClient } from '../client/index.ts';
import type { GatewayQr } from '../gateway.ts';
import { resultsOf } from './envelope.ts';

const login = z.looseObject({ qr_link: z.string(), qr_duration: z.number().positive().catch(30) });
const longestPicture = 256 * 1024;
const png = Buffer.from([0x89, 0x50, 0x4e, 0x47]);

/**
 * The picture of the QR code. Each login makes a new code, so that one is kept until it runs out. The picture is fetched from the gateway's own address,
 * whatever host its link names: a gateway behind a proxy does not know its own.
 */
export function createQrReader(client: GatewayClient, clock: Clock) {
  let kept: { qr: GatewayQr; until: number } | undefined;

  return async (signal: AbortSignal): Promise<GatewayQr | null> => {
    if (kept && clock.now() < kept.until) return kept.qr;
    const { data } = login.safeParse(resultsOf(await client.get('/app/login', { signal })));
    const path = data && pathOf(data.qr_link);
    if (!path) return null;
    const picture = Buffer.from(await client.picture(path, { signal }));
    if (!picture.subarray(0, png.length).equals(png) || picture.length > longestPicture) return null;
    const life = data.qr_duration * 1000;
    const qr = { text: `data:image/png;base64,${picture.toString('base64')}`, life };
    kept = { qr, until: clock.now() + life };
    return qr;
  };
}

/** The part of the link below the gateway's base path: pictures lie in `statics`. */
function pathOf(link: string): string | undefined {
  const path = URL.parse(link)?.pathname ?? '';
  const start = path.indexOf('/statics/');
  return start === -1 ? undefined : path.slice(start);
}
