import { type Insertable, sql, type Updateable } from 'kysely';
import type { Db, Page, PageWish, WebhookDeliveriesTable, WebhooksTable } from '../../storage/index.ts';
import { readPage, type Storage } from '../../storage/index.ts';
import type { DeliveryRow, WebhookRow } from './types.ts';

export async function listWebhooks(db: Db): Promise<WebhookRow[]> {
  return await db.selectFrom('webhooks').selectAll().orderBy('id').execute();
}

export async function findWebhook(db: Db, id: number): Promise<WebhookRow | undefined> {
  return await db.selectFrom('webhooks').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Adds a webhook; call it in a transaction, the row is found again as the newest. */
export async function insertWebhook(trx: Db, row: Insertable<WebhooksTable>): Promise<WebhookRow> {
  await trx.insertInto('webhooks').values(row).execute();
  return await trx.selectFrom('webhooks').selectAll().orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow();
}

export async function updateWebhook(db: Db, id: number, patch: Updateable<WebhooksTable>): Promise<void> {
  await db.updateTable('webhooks').set(patch).where('id', '=', id).execute();
}

export async function deleteWebhook(db: Db, id: number): Promise<void> {
  await db.deleteFrom('webhook_deliveries').where('webhook_id', '=', id).execute();
  await db.deleteFrom('webhooks').where('id', '=', id).execute();
}

/** How many deliveries of each webhook wait or were given up. */
export async function countOpen(db: Db): Promise<Map<number, { pending: number; dead: number }>> {
  const rows = await db
    .selectFrom('webhook_deliveries')
    .select((eb) => ['webhook_id', 'status', eb.fn.countAll<number>().as('total')])
    .where('status', 'in', ['pending', 'dead'])
    .groupBy(['webhook_id', 'status'])
    .execute();
  const counts = new Map<number, { pending: number; dead: number }>();
  for (const { webhook_id, status, total } of rows) {
    const count = counts.get(webhook_id) ?? { pending: 0, dead: 0 };
    counts.set(webhook_id, count);
    if (status !== 'delivered') count[status] = Number(total);
  }
  return counts;
}

export async function insertDeliveries(
  { bulk }: Storage,
  trx: Db,
  rows: Insertable<WebhookDeliveriesTable>[],
): Promise<void> {
  if (rows.length > 0) await bulk.insert(trx, 'webhook_deliveries', rows);
}

export async function newestDelivery(trx: Db, webhookId: number): Promise<DeliveryRow> {
  const rows = trx.selectFrom('webhook_deliveries').selectAll().where('webhook_id', '=', webhookId);
  return await rows.orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow();
}

export async function findDelivery(db: Db, webhookId: number, id: number): Promise<DeliveryRow | undefined> {
  const rows = db.selectFrom('webhook_deliveries').selectAll().where('webhook_id', '=', webhookId);
  return await rows.where('id', '=', id).executeTakeFirst();
}

export async function updateDelivery(db: Db, id: number, patch: Updateable<WebhookDeliveriesTable>): Promise<void> {
  await db.updateTable('webhook_deliveries').set(patch).where('id', '=', id).execute();
}

export async function countPending(db: Db, webhookId: number): Promise<number> {
  const { total } = await db
    .selectFrom('webhook_deliveries')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where('webhook_id', '=', webhookId)
    .where('status', '=', 'pending')
    .executeTakeFirstOrThrow();
  return Number(total);
}

/** The sessions of which something waits for this webhook. */
export async function waitingSessions(db: Db, webhookId: number): Promise<string[]> {
  const rows = await db
    .selectFrom('webhook_deliveries')
    .select('session_id')
    .distinct()
    .where('webhook_id', '=', webhookId)
    .where('status', '=', 'pending')
    .where('session_id', 'is not', null)
    .execute();
  return rows.map(({ session_id }) => session_id ?? '');
}

/** What waits of one session, oldest first. */
export async function nextDeliveries(
  db: Db,
  webhookId: number,
  sessionId: string,
  limit: number,
): Promise<DeliveryRow[]> {
  return await db
    .selectFrom('webhook_deliveries')
    .selectAll()
    .where('webhook_id', '=', webhookId)
    .where('status', '=', 'pending')
    .where('session_id', '=', sessionId)
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** Takes back what waits and tells of changes behind this place. */
export async function deletePendingAfter(db: Db, webhookId: number, seq: number): Promise<void> {
  await db
    .deleteFrom('webhook_deliveries')
    .where('webhook_id', '=', webhookId)
    .where('status', '=', 'pending')
    .where('seq', '>', seq)
    .execute();
}

export async function pageDeliveries(
  db: Db,
  webhookId: number,
  status: DeliveryRow['status'] | undefined,
  wish: PageWish,
): Promise<Page<DeliveryRow>> {
  const all = db.selectFrom('webhook_deliveries').selectAll().where('webhook_id', '=', webhookId);
  return await readPage(status ? all.where('status', '=', status) : all, wish);
}

export async function countDeliveries(
  db: Db,
  webhookId: number,
  status: DeliveryRow['status'] | undefined,
): Promise<number> {
  const all = db
    .selectFrom('webhook_deliveries')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where('webhook_id', '=', webhookId);
  const { total } = await (status ? all.where('status', '=', status) : all).executeTakeFirstOrThrow();
  return Number(total);
}

/** Forgets what was delivered or given up before these times, and all but the newest of what was delivered. */
export async function pruneDeliveries(
  db: Db,
  webhookId: number,
  { deliveredBefore, deadBefore, keep }: { deliveredBefore: string; deadBefore: string; keep: number },
): Promise<void> {
  const mine = () => db.deleteFrom('webhook_deliveries').where('webhook_id', '=', webhookId);
  await mine().where('status', '=', 'delivered').where('delivered_at', '<', deliveredBefore).execute();
  await mine().where('status', '=', 'dead').where('last_attempt_at', '<', deadBefore).execute();
  const oldest = await db
    .selectFrom('webhook_deliveries')
    .select('id')
    .where('webhook_id', '=', webhookId)
    .where('status', '=', 'delivered')
    .orderBy('id', 'desc')
    .limit(1)
    .offset(keep)
    .executeTakeFirst();
  if (oldest) await mine().where('status', '=', 'delivered').where('id', '<=', oldest.id).execute();
}

/** Forgets what is about a session that is deleted. */
export async function deleteDeliveriesOf(db: Db, sessionId: string): Promise<void> {
  await db.deleteFrom('webhook_deliveries').where('session_id', '=', sessionId).execute();
}

/** The sessions of a bound key; undefined when the key is no longer valid. */
export async function sessionsOfKey(db: Db, keyId: number, now: string): Promise<Set<string> | undefined> {
  const key = await db
    .selectFrom('api_keys')
    .select('id')
    .where('id', '=', keyId)
    .where('revoked_at', 'is', null)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .executeTakeFirst();
  if (!key) return undefined;
  const rows = await db.selectFrom('api_key_sessions').select('session_id').where('api_key_id', '=', keyId).execute();
  return new Set(rows.map(({ session_id }) => session_id));
}

/** The facts that a message tells of each person and group, by number. */
export async function factsOfContacts(db: Db, ids: number[]) {
  if (ids.length === 0) return new Map<number, ContactFacts>();
  const rows = await factsQuery(db).where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** The same for groups of a session, by WhatsApp's id. */
export async function factsOfGroups(db: Db, sessionId: string, groupIds: string[]) {
  if (groupIds.length === 0) return new Map<string, ContactFacts>();
  const rows = await factsQuery(db).where('session_id', '=', sessionId).where('contact_id', 'in', groupIds).execute();
  return new Map(rows.map((row) => [row.contact_id, row]));
}

export type ContactFacts = Awaited<ReturnType<ReturnType<typeof factsQuery>['execute']>>[number];

function factsQuery(db: Db) {
  return db
    .selectFrom('contacts')
    .select(['id', 'contact_id', 'type', 'name', 'alias', 'phone_number', 'lid', 'country_code', 'status'])
    .select(['in_address_book', 'is_business', 'opted_out', 'deleted_at', 'removed_at']);
}

export async function changesBySeq(db: Db, seqs: number[]) {
  if (seqs.length === 0) return [];
  return await db.selectFrom('changes').selectAll().where('seq', 'in', seqs).execute();
}

export async function findGrabRow(db: Db, id: number) {
  return await db.selectFrom('grabs').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Changes behind a place in the log, as far as they are needed to know whom to tell. */
export async function changesAfter(db: Db, seq: number, limit: number) {
  return await db
    .selectFrom('changes')
    .select(['seq', 'session_id', 'entity', 'kind'])
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(limit)
    .execute();
}

/** Takes a webhook's row for this transaction, so that its cursor moves once; undefined when it is gone. */
export async function lockWebhook({ dialect }: Storage, trx: Db, id: number): Promise<WebhookRow | undefined> {
  const row = trx.selectFrom('webhooks').selectAll().where('id', '=', id);
  return await (dialect === 'sqlite' ? row : row.forUpdate()).executeTakeFirst();
}

export async function newestChange(db: Db): Promise<number> {
  const { seq } = await db
    .selectFrom('changes')
    .select(sql<number | null>`max(seq)`.as('seq'))
    .executeTakeFirstOrThrow();
  return Number(seq ?? 0);
}
