import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Erasure, ErasurePreview } from '@grabber/contract';
import { type Caller, recordDeed } from '../auth/index.ts';
import { appendChanges, type ChangeSignal, lastSeq } from '../changes/index.ts';
import { type Clock, isoTime } from '../core/index.ts';
import type { InboxSearch } from '../engine/index.ts';
import type { Jobs } from '../jobs/index.ts';
import type { Digests, OptOuts, PersonIds } from '../opt-outs/index.ts';
import { type Db, type Page, type PageWish, primaryKeys, type Storage } from '../storage/index.ts';
import {
  completeErasure,
  type ErasureRow,
  expireJobFiles,
  findErasure,
  forgetKeptAnswers,
  forgetOpenImports,
  insertErasure,
  keptJobFiles,
  openImports,
  pageErasures,
  reportsQuoting,
} from './erasures.repo.ts';
import {
  contactsOf,
  digitsOf,
  type FoundPerson,
  findPerson,
  type Holding,
  holdingsOf,
  remove,
  select,
  sessionNames,
} from './person.repo.ts';

/** Erasing somebody everywhere. */
export type Erasures = {
  /** What would go, with nothing changed. */
  preview(person: PersonIds): Promise<ErasurePreview>;
  /** Removes everything about a person in one transaction and leaves a receipt; `optOut`: and does not store them again. */
  erase(person: PersonIds, optOut: boolean, caller: Caller): Promise<Erasure>;
  list(wish: PageWish & { total: boolean }): Promise<Page<Erasure> & { total?: number }>;
};

type Deps = {
  storage: Storage;
  clock: Clock;
  digests: Digests;
  optOuts: OptOuts;
  jobs: Pick<Jobs, 'sweep'>;
  changes: Pick<ChangeSignal, 'publish'>;
  /** Names of the backups that lie in the folder. */
  backups: () => Promise<string[]>;
  /** Where uploaded files lie. */
  uploads: string;
  /** What the phone told once and nobody has worked off yet. */
  inbox: InboxSearch;
};

export function createErasures({
  storage,
  clock,
  digests,
  optOuts,
  jobs,
  changes,
  backups,
  uploads,
  inbox,
}: Deps): Erasures {
  const hashOf = ({ phone, lid }: PersonIds) => (phone === null ? digests.lid(lid ?? '') : digests.phone(phone));

  async function holdings(db: Db, person: FoundPerson): Promise<Holding[]> {
    const reports = await reportsQuoting(db, [...person.phones, ...person.lids]);
    const quoting = { kind: 'migration_reports', table: 'migration_reports' as const, column: 'id', values: reports };
    return [...holdingsOf(person), quoting, contactsOf(person)];
  }

  return {
    async preview(given) {
      const { db } = storage;
      const person = await findPerson(db, given);
      const told = await inbox.find(db, digitsOf(person));
      const held = await countHeld(db, await holdings(db, person));
      const counts = { ...held, ...(told.length > 0 && { engine_sync_inbox: told.length }) };
      const names = await sessionNames(db);
      const sessions = bySession(person).map((held) => ({ ...held, session_name: names.get(held.session_id) ?? null }));
      const files = { exports: await keptJobFiles(db, isoTime(clock.now())), imports: (await openImports(db)).length };
      const opted_out = (await optOuts.entriesOf(given)).length > 0;
      return { found: Object.keys(counts).length > 0, sessions, counts, files, backups: await backups(), opted_out };
    },

    async erase(given, optOut, caller) {
      const kept = await backups();
      const { id, uploaded, sessions } = await storage.transaction(async (trx) => {
        const person = await findPerson(trx, given);
        const at = isoTime(clock.now());
        const receipt = await insertErasure(trx, {
          created_at: at,
          identifier_hash: hashOf(given),
          counts: JSON.stringify({}),
          held: JSON.stringify(bySession(person)),
          backups: JSON.stringify(kept),
          opted_out: optOut,
          created_by_kind: caller.principal?.kind ?? 'system',
          created_by_id: caller.principal?.id ?? null,
        });
        const source = `erasure:${receipt}`;
        if (optOut) {
          const ids = { phone: given.phone ?? person.phones[0] ?? null, lid: given.lid ?? person.lids[0] ?? null };
          await optOuts.add(trx, { ...ids, session_id: null, erase_on_sight: true, source });
        }
        const counts = await removeHeld(trx, await holdings(trx, person));
        const told = await inbox.remove(trx, digitsOf(person));
        const files = await expireJobFiles(trx, at);
        const uploaded = await forgetOpenImports(trx);
        await forgetKeptAnswers(trx);
        await completeErasure(trx, receipt, {
          ...counts,
          ...(told > 0 && { engine_sync_inbox: told }),
          ...(files > 0 && { files }),
          ...(uploaded.length > 0 && { uploads: uploaded.length }),
        });
        await recordDeed(trx, clock, caller, { action: 'person_erased', details: { erasure_id: receipt } });
        await appendChanges(
          storage,
          trx,
          person.rows.map((row) => tombstone(row, source, at)),
        );
        return { id: receipt, uploaded, sessions: new Set(person.rows.map(({ session_id }) => session_id)) };
      });
      await jobs.sweep();
      for (const ticket of uploaded) await rm(join(uploads, ticket), { force: true });
      for (const session_id of sessions) changes.publish({ session_id, seq: await lastSeq(storage.db, session_id) });
      return viewOf(await findErasure(storage.db, id));
    },

    async list(wish) {
      const { rows, ...facts } = await pageErasures(storage.db, wish);
      return { rows: rows.map(viewOf), ...facts };
    },
  };
}

/** What whoever reads the log learns: that a row of this number is gone. */
function tombstone({ id, session_id }: { id: number; session_id: string }, source: string, at: string) {
  const about = { session_id, entity: 'contact' as const, entity_id: id, group_id: null };
  return { ...about, kind: 'removed' as const, fields: null, source, at };
}

function bySession({ rows }: FoundPerson): { session_id: string; counts: Record<string, number> }[] {
  const sessions = new Map<string, number>();
  for (const { session_id } of rows) sessions.set(session_id, (sessions.get(session_id) ?? 0) + 1);
  return [...sessions].map(([session_id, contacts]) => ({ session_id, counts: { contacts } }));
}

/** Each row once, though two of its columns may name the person. */
async function countHeld(db: Db, holdings: Holding[]): Promise<Record<string, number>> {
  const found: Record<string, Set<string>> = {};
  for (const holding of holdings) {
    const { kind, table } = holding;
    for (const row of await select(db, holding)) {
      found[kind] ??= new Set();
      found[kind].add(JSON.stringify([table, ...primaryKeys[table].map((column) => row[column])]));
    }
  }
  return Object.fromEntries(Object.entries(found).map(([kind, rows]) => [kind, rows.size]));
}

async function removeHeld(db: Db, holdings: Holding[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const holding of holdings) {
    const removed = await remove(db, holding);
    if (removed > 0) counts[holding.kind] = (counts[holding.kind] ?? 0) + removed;
  }
  return counts;
}

function viewOf({ created_by_kind, created_by_id, held, ...row }: ErasureRow): Erasure {
  return { ...row, sessions: held, created_by: { kind: created_by_kind, id: created_by_id } };
}
