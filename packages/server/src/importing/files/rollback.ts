import { lastSeq } from '../../changes/index.ts';
import type { Contact, OwnFields } from '../../contacts/index.ts';
import { isoTime } from '../../core/index.ts';
import type { ItemOutcome, JobItem, JobRun } from '../../jobs/index.ts';
import type { Before, CommitDeps } from './commit.ts';
import {
  changeOwn,
  contactsById,
  dropUnusedTags,
  membersAmong,
  removePeople,
  takeTags,
  type Writing,
} from './write.repo.ts';

type State = { before: number };

/**
 * Takes an import back: who it added goes, what it changed gets its old value. Whoever was changed since, or turned out to be in WhatsApp,
 * stays as they are, and that is said.
 */
export async function rollBackImport(
  { storage, clock, changes }: CommitDeps,
  run: JobRun,
): Promise<Record<string, unknown>> {
  const importId = Number(run.params['import_id']);
  const last = (run.state as State | null)?.before ?? Number.MAX_SAFE_INTEGER;
  const touched = new Set<string>();
  for await (const items of run.undoneItems('done')) {
    const left = items.filter(({ id }) => id < last);
    if (left.length === 0) continue;
    await run.step(async (trx) => {
      const writing: Writing = { storage, trx, source: `import:${importId}`, at: isoTime(clock.now()) };
      const done = await takeBack(writing, left, touched);
      return { items: done, state: { before: left.at(-1)?.id ?? 0 } };
    });
  }
  const made = (run.undone?.result?.['made_tags'] as number[] | undefined) ?? [];
  await run.step(async (trx) => {
    await dropUnusedTags({ trx }, made);
    return {};
  });
  for (const session_id of touched) changes.publish({ session_id, seq: await lastSeq(storage.db, session_id) });
  return { import_id: importId };
}

async function takeBack(writing: Writing, items: JobItem[], touched: Set<string>): Promise<ItemOutcome[]> {
  const { trx } = writing;
  const ids = items.flatMap(({ contact_row_id }) => contact_row_id ?? []);
  await takeTags(writing, ids);
  const rows = await contactsById(trx, ids);
  const seen = await membersAmong(trx, ids);
  const outcomes: ItemOutcome[] = [];
  const going: Contact[] = [];
  for (const { contact_row_id, line, before } of items) {
    const row = rows.get(contact_row_id ?? 0);
    const told = { contact_row_id, line };
    const reason = reasonToKeep(row, before as Before, seen);
    if (!row || reason) {
      outcomes.push({ ...told, outcome: 'skipped', code: reason ?? 'gone_since' });
      continue;
    }
    touched.add(row.session_id);
    if ((before as Before).is === 'created') going.push(row);
    else await changeOwn(writing, row, (before as Extract<Before, { is: 'changed' }>).old);
    outcomes.push({ ...told, outcome: 'done', code: null });
  }
  await removePeople(writing, going);
  return outcomes;
}

function reasonToKeep(row: Contact | undefined, before: Before, seen: ReadonlySet<number>): string | undefined {
  if (!row) return undefined;
  const written = before.is === 'created' ? before.own : before.new;
  const isSame = Object.entries(written).every(([name, value]) => row[name as keyof OwnFields] === value);
  if (!isSame) return 'changed_since';
  if (before.is === 'changed') return undefined;
  const isInWhatsapp = row.grabbed_at !== null || row.in_address_book || row.has_chat || seen.has(row.id);
  return isInWhatsapp ? 'in_whatsapp_since' : undefined;
}
