import type { Webhook, WebhookDelivery, WebhookEventType } from '@grabber/contract';
import type { Selectable } from 'kysely';
import type { Caller, Principal } from '../../auth/index.ts';
import type {
  ChangeEntity,
  ChangeKind,
  Page,
  PageWish,
  WebhookDeliveriesTable,
  WebhooksTable,
} from '../../storage/index.ts';

export type WebhookRow = Selectable<WebhooksTable>;
export type DeliveryRow = Selectable<WebhookDeliveriesTable>;
export type WebhookCaller = Caller & { principal: Principal };

export type WebhookInput = {
  name: string;
  url: string;
  events?: WebhookEventType[] | null | undefined;
  sessions?: string[] | null | undefined;
  enabled: boolean;
};
export type WebhookPatch = { [Field in keyof WebhookInput]?: WebhookInput[Field] | undefined };
export type DeliveryWish = PageWish & { status?: WebhookDelivery['status'] | undefined; total: boolean };

/** Who is told of changes over HTTP. A bound key reaches only the webhooks that it made. All throw `webhook_not_found`. */
export type Webhooks = {
  list(by: WebhookCaller): Promise<Webhook[]>;
  /** The secret is returned here and never again. Throws `session_not_found` for a session that the caller does not see. */
  create(input: WebhookInput, by: WebhookCaller): Promise<{ webhook: Webhook; secret: string }>;
  change(id: number, patch: WebhookPatch, by: WebhookCaller): Promise<Webhook>;
  remove(id: number, by: WebhookCaller): Promise<void>;
  rotate(
    id: number,
    graceMs: number,
    by: WebhookCaller,
  ): Promise<{ webhook: Webhook; secret: string; old_until: string | null }>;
  /** Sends a test at once, one time, and tells what came of it. */
  test(id: number, by: WebhookCaller): Promise<WebhookDelivery>;
  deliveries(id: number, wish: DeliveryWish, by: WebhookCaller): Promise<Page<WebhookDelivery> & { total?: number }>;
  /** Sends one delivery again. Throws `delivery_not_found`. */
  replay(id: number, deliveryId: number, by: WebhookCaller): Promise<WebhookDelivery>;
  /** Sends everything behind a place in the feed again. */
  replaySince(id: number, since: number, by: WebhookCaller): Promise<Webhook>;
};

const types: Partial<Record<ChangeEntity, Partial<Record<ChangeKind, WebhookEventType>>>> = {
  contact: {
    created: 'contact.created',
    updated: 'contact.updated',
    removed: 'contact.removed',
    restored: 'contact.restored',
    merged: 'contact.merged',
    erased: 'contact.erased',
  },
  group: {
    created: 'group.created',
    updated: 'group.updated',
    removed: 'group.removed',
    restored: 'group.restored',
  },
  membership: { joined: 'membership.joined', left: 'membership.left', role_changed: 'membership.role_changed' },
  grab: { created: 'grab.started', finished: 'grab.finished' },
  session: { updated: 'session.status', removed: 'session.removed' },
};

/** What a change is called where it is told; undefined: it is not told. */
export function typeOf({ entity, kind }: { entity: ChangeEntity; kind: ChangeKind }): WebhookEventType | undefined {
  return types[entity]?.[kind];
}
