import type { WebhookMessage } from '@grabber/contract';
import type { Db } from '../../storage/index.ts';
import type { DeliveryRow } from './types.ts';
import { type ContactFacts, changesBySeq, factsOfContacts, factsOfGroups, findGrabRow } from './webhooks.repo.ts';

type ChangeRow = Awaited<ReturnType<typeof changesBySeq>>[number];

/** What to say in some deliveries of one session; one whose change is no longer in the log has no message. */
export async function messagesOf(db: Db, deliveries: DeliveryRow[]): Promise<Map<number, WebhookMessage>> {
  const seqs = deliveries.flatMap(({ seq }) => (seq === null ? [] : [seq]));
  const changes = new Map((await changesBySeq(db, seqs)).map((change) => [change.seq, change]));
  const [first] = changes.values();
  const people = [...changes.values()].filter(({ entity }) => entity !== 'grab' && entity !== 'session');
  const contacts = await factsOfContacts(db, [...new Set(people.map(({ entity_id }) => entity_id))]);
  const groupIds = [...new Set(people.flatMap(({ group_id }) => group_id ?? []))];
  const groups = await factsOfGroups(db, first?.session_id ?? '', groupIds);
  const messages = new Map<number, WebhookMessage>();
  for (const { id, seq, type } of deliveries) {
    const change = changes.get(seq ?? 0);
    if (!change) continue;
    const data = { ...bare(change), ...(await about(db, change, contacts, groups)) };
    messages.set(id, { type, timestamp: change.at, data });
  }
  return messages;
}

function bare({ seq, session_id, entity, entity_id, kind, fields, source }: ChangeRow) {
  return { seq, session_id, entity, id: entity_id, kind, fields, source };
}

async function about(
  db: Db,
  { entity, entity_id, group_id }: ChangeRow,
  contacts: Map<number, ContactFacts>,
  groups: Map<string, ContactFacts>,
): Promise<Record<string, unknown>> {
  switch (entity) {
    case 'contact':
      return { contact: contacts.get(entity_id) ?? null };
    case 'group':
      return { group: nameOf(contacts.get(entity_id)) };
    case 'membership':
      return { group_id, contact: contacts.get(entity_id) ?? null, group: nameOf(groups.get(group_id ?? '')) };
    case 'grab':
      return { grab: (await findGrabRow(db, entity_id)) ?? null };
    default:
      return {};
  }
}

function nameOf(group: ContactFacts | undefined) {
  return group ? { id: group.id, group_id: group.contact_id, name: group.name } : null;
}
