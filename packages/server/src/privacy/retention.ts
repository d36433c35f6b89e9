import type { Retention } from '@grabber/contract';
import { appendChanges } from '../changes/index.ts';
import { type Clock, isoTime } from '../core/index.ts';
import type { JobHandler, JobRun } from '../jobs/index.ts';
import type { SettingsStore } from '../settings/index.ts';
import type { Db, Storage } from '../storage/index.ts';
import { contactsOf, type FoundPerson, holdingsOf, remove } from './person.repo.ts';
import {
  type Ageing,
  goneSince,
  groupsAmong,
  removeMembershipsOfGroups,
  removeOldest,
  trashedSince,
} from './retention.repo.ts';

type Deps = { storage: Storage; clock: Clock; settings: Pick<SettingsStore, 'read'> };
type Row = { id: number; session_id: string };

const day = 86_400_000;
const ageing: Partial<Record<keyof Retention, Ageing & { kind: string }>> = {
  changes_days: { kind: 'changes', table: 'changes', id: 'seq', time: 'at' },
  grab_errors_days: { kind: 'grab_errors', table: 'grab_errors', id: 'id', time: 'at' },
  webhook_deliveries_days: { kind: 'webhook_deliveries', table: 'webhook_deliveries', id: 'id', time: 'created_at' },
  audit_days: { kind: 'audit_log', table: 'audit_log', id: 'id', time: 'at' },
};

/** Removes what is older than the settings allow, as a job; its result counts what went. */
export function retentionJob({ storage, clock, settings }: Deps): JobHandler {
  return async (run) => {
    const { retention } = await settings.read();
    const counts: Record<string, number> = {};
    const add = (kind: string, n: number) => {
      counts[kind] = (counts[kind] ?? 0) + n;
    };
    const before = (days: number) => isoTime(clock.now() - days * day);
    for (const [name, what] of Object.entries(ageing)) {
      const days = retention[name as keyof Retention];
      if (days !== null)
        await repeat(
          run,
          (trx) => removeOldest(trx, what, before(days)),
          (n) => add(what.kind, n),
        );
    }
    const { inactive_contacts_days: inactive, trash_days: trash } = retention;
    const purge = async (trx: Db, rows: Row[]) => purgeRows(storage, trx, rows, run.source, isoTime(clock.now()));
    if (inactive !== null)
      await repeat(
        run,
        async (trx) => purge(trx, await goneSince(trx, before(inactive))),
        (n) => add('inactive_contacts', n),
      );
    if (trash !== null)
      await repeat(
        run,
        async (trx) => purge(trx, await trashedSince(trx, before(trash))),
        (n) => add('trash', n),
      );
    return { removed: counts };
  };
}

/** Some rows a step, until there are none. */
async function repeat(run: JobRun, work: (trx: Db) => Promise<number>, add: (n: number) => void): Promise<void> {
  for (let removed = 1; removed > 0; ) {
    await run.step(async (trx) => {
      removed = await work(trx);
      return { done: removed };
    });
    add(removed);
  }
}

/** Removes contacts and groups for good, with what hangs on them; the log keeps that they are gone. */
async function purgeRows(storage: Storage, trx: Db, rows: Row[], source: string, at: string): Promise<number> {
  if (rows.length === 0) return 0;
  const ids = rows.map(({ id }) => id);
  const groups = await groupsAmong(trx, ids);
  await removeMembershipsOfGroups(trx, ids);
  const nobody: FoundPerson = { phones: [], lids: [], jids: [], rows, oldIds: [], personKeys: [] };
  const hanging = holdingsOf(nobody).filter(({ kind }) => kind !== 'changes' && kind !== 'job_items');
  for (const holding of [...hanging, contactsOf(nobody)]) await remove(trx, holding);
  const note = { group_id: null, kind: 'removed' as const, fields: null, source, at };
  const entityOf = ({ id }: Row) => (groups.has(id) ? ('group' as const) : ('contact' as const));
  await appendChanges(
    storage,
    trx,
    rows.map((row) => ({ ...note, session_id: row.session_id, entity: entityOf(row), entity_id: row.id })),
  );
  return rows.length;
}
