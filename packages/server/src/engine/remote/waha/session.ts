import type { SyncPart } from '@grabber/contract';
import { z } from 'zod';
import { lidOf } from '../../../core/index.ts';
import type { GatewayQr, GatewayState } from '../gateway.ts';
import { gatewayError } from '../problem.ts';
import { maybeId, phoneDigits, text, told } from '../reading/index.ts';

const object = <T extends z.ZodRawShape>(shape: T) => z.looseObject(shape).nullish().catch(null);

const sessionFields = z.looseObject({
  status: z.string(),
  engine: object({ engine: text }),
  me: object({ id: maybeId, lid: maybeId, pushName: text }),
  config: object({ noweb: object({ store: object({ enabled: z.boolean().nullish().catch(null) }) }) }),
});
type Session = z.infer<typeof sessionFields>;

const everything: SyncPart[] = ['address_book', 'chats', 'push_names'];

/** How the account stands; a session of NOWEB whose store is off will never tell contacts. */
export function stateIn(answer: unknown): GatewayState {
  const { success, data } = sessionFields.safeParse(answer);
  if (!success) throw gatewayError('answer_unreadable');
  const linked = Boolean(data.me?.id);
  switch (data.status) {
    case 'WORKING':
      return { state: 'open', account: accountOf(data), missing: storeIsOff(data) ? everything : [] };
    case 'SCAN_QR_CODE':
      return { state: 'unlinked' };
    case 'STOPPED':
    case 'FAILED':
      return { state: 'down', linked, reason: linked ? 'server_unavailable' : 'not_linked' };
    default:
      return { state: 'starting', linked };
  }
}

/** `{value}`, as `format=raw` answers. */
export function qrIn(answer: unknown): GatewayQr | null {
  const value = told(z.looseObject({ value: text }).safeParse(answer).data?.value);
  return value === null ? null : { text: value, life: null };
}

function accountOf({ me }: Session) {
  return { pn: phoneDigits(me?.id), lid: lidOf(me?.lid) ?? lidOf(me?.id) ?? null, name: told(me?.pushName) };
}

function storeIsOff({ engine, config }: Session): boolean {
  return engine?.engine === 'NOWEB' && config?.noweb?.store?.enabled === false;
}
