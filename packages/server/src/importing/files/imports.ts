import { randomUUID } from 'node:crypto';
import type { ImportChange, ImportedFile, ImportOutcome, ImportRow, Job } from '@grabber/contract';
import type { ReadOptions } from '../../address-files/index.ts';
import type { Visible } from '../../auth/index.ts';
import type { ChangeSignal } from '../../changes/index.ts';
import { AppError, type Clock, isoTime } from '../../core/index.ts';
import type { Language } from '../../i18n/index.ts';
import type { JobScope, Jobs } from '../../jobs/index.ts';
import type { Digests } from '../../opt-outs/index.ts';
import { findSession } from '../../sessions/index.ts';
import { readDefaultCountry } from '../../settings/index.ts';
import type { Page, PageWish, Storage } from '../../storage/index.ts';
import { commitImport } from './commit.ts';
import {
  claimImport,
  countImports,
  countRows,
  deleteImport,
  findImport,
  type ImportRecord,
  insertImport,
  oldImports,
  pageImports,
  pageRows,
  updateImport,
} from './imports.repo.ts';
import { tagIdsAmong } from './known.repo.ts';
import { previewFile } from './preview.ts';
import { rollBackImport } from './rollback.ts';
import { createUploads } from './uploads.ts';
import { maySee, rowViewOf, viewOf } from './view.ts';

type Upload = { file_name: string; default_country?: string | undefined; bytes: AsyncIterable<Uint8Array> };
type Listing = PageWish & { total: boolean };

/** Files of contacts, from the upload to the rollback. All but `upload` throw `import_not_found`, also for one of somebody else. */
export type Imports = {
  /** Keeps the file and previews it. Throws `payload_too_large`, `no_file_sent`, `forbidden` for one who sees no session. */
  upload(scope: JobScope, upload: Upload, language: Language): Promise<ImportedFile>;
  list(scope: JobScope, wish: Listing, language: Language): Promise<Page<ImportedFile> & { total?: number }>;
  get(scope: JobScope, id: number, language: Language): Promise<ImportedFile>;
  /** Previews it anew. Throws `import_not_open`, `session_not_found`. */
  change(scope: JobScope, id: number, change: ImportChange, language: Language): Promise<ImportedFile>;
  rows(
    scope: JobScope,
    id: number,
    wish: Listing & { outcome?: ImportOutcome | undefined },
    language: Language,
  ): Promise<Page<ImportRow> & { total?: number }>;
  /** Throws `import_not_open`. */
  commit(scope: JobScope, id: number): Promise<Job>;
  /** Throws `job_not_undoable`. */
  rollBack(scope: JobScope, id: number): Promise<Job>;
  /** Removes the file and what was noted of it, not what it brought. Throws `import_not_open` while it is at work. */
  delete(scope: JobScope, id: number): Promise<void>;
};

export type ImportsDeps = {
  storage: Storage;
  clock: Clock;
  changes: Pick<ChangeSignal, 'publish'>;
  jobs: Jobs;
  /** Tells who opted out. */
  digests: Digests;
  /** Where uploaded files lie; nothing else is in it. */
  folder: string;
};

const kind = 'import';
const day = 24 * 3_600_000;
const system = { kind: 'system', id: null, name: 'system', sessions: 'all' } as const;

export function createImports({ storage, clock, changes, jobs, digests, folder }: ImportsDeps): Imports {
  const { db } = storage;
  const uploads = createUploads(folder);
  const parts = { storage, clock, changes, digests };
  jobs.register(kind, { run: (run) => commitImport(parts, run), undo: (run) => rollBackImport(parts, run) });

  async function find(scope: JobScope, id: number): Promise<ImportRecord> {
    const record = await findImport(db, id);
    if (!record || !maySee(record, scope)) throw new AppError('import_not_found');
    return record;
  }

  async function findOpen(scope: JobScope, id: number): Promise<ImportRecord> {
    const record = await find(scope, id);
    if (record.job_id !== null) throw new AppError('import_not_open');
    return record;
  }

  const jobOf = (id: number | null | undefined): Promise<Job | undefined> =>
    id == null ? Promise.resolve(undefined) : jobs.get(system, id).catch(() => undefined);

  async function view(record: ImportRecord, language: Language): Promise<ImportedFile> {
    const job = await jobOf(record.job_id);
    return viewOf(record, job, await jobOf(job?.undone_by), language);
  }

  async function preview(record: ImportRecord, options: Partial<ReadOptions>, visible: Visible): Promise<ImportRecord> {
    const country = { default_country: record.default_country as ReadOptions['default_country'] };
    const path = uploads.path(record.ticket);
    await previewFile(storage, { record, path, options: { ...country, ...options }, visible });
    return (await findImport(db, record.id)) ?? record;
  }

  async function forgetOld(): Promise<void> {
    const [uncommitted, any] = [isoTime(clock.now() - day), isoTime(clock.now() - 30 * day)];
    for (const { id, ticket } of await oldImports(db, uncommitted, any)) await forget(id, ticket);
  }

  async function forget(id: number, ticket: string): Promise<void> {
    await uploads.remove(ticket);
    await storage.transaction((trx) => deleteImport(trx, id));
  }

  return {
    async upload(scope, { file_name, default_country: told, bytes }, language) {
      const session_id = ownSession(scope.sessions);
      await forgetOld();
      const default_country = told ?? (await readDefaultCountry(db));
      const ticket = randomUUID();
      await uploads.save(ticket, bytes);
      const record = await insertImport(
        db,
        newRecord(scope, { ticket, file_name, default_country, session_id }, isoTime(clock.now())),
      );
      return await view(await preview(record, {}, scope.sessions), language);
    },
    async list(scope, { total, ...wish }, language) {
      const { rows, next_cursor } = await pageImports(db, scope, wish);
      const seen = await Promise.all(
        rows.filter((record) => maySee(record, scope)).map((record) => view(record, language)),
      );
      return { rows: seen, next_cursor, ...(total && { total: await countImports(db, scope) }) };
    },
    get: async (scope, id, language) => await view(await find(scope, id), language),
    async change(scope, id, { columns, tag_ids, ...patch }, language) {
      const record = await findOpen(scope, id);
      if (patch.session_id !== undefined) await requireTarget(storage, scope.sessions, patch.session_id);
      await updateImport(db, id, {
        ...(patch.policy && { policy: patch.policy }),
        ...(patch.default_country && { default_country: patch.default_country }),
        ...(patch.session_id !== undefined && { session_id: patch.session_id }),
        ...(tag_ids && { tag_ids: JSON.stringify(await tagIdsAmong(db, tag_ids)) }),
        status: record.status,
      });
      const roles = Object.fromEntries(
        [...record.file_columns, ...(columns ?? [])].map(({ index, role }) => [index, role]),
      );
      return await view(await preview(await find(scope, id), { columns: roles }, scope.sessions), language);
    },
    async rows(scope, id, { outcome, total, ...wish }, language) {
      await find(scope, id);
      const { rows, next_cursor } = await pageRows(db, id, outcome, wish);
      const shown = rows.map((row) => rowViewOf(row, language));
      return { rows: shown, next_cursor, ...(total && { total: await countRows(db, id, outcome) }) };
    },
    async commit(scope, id) {
      const record = await findOpen(scope, id);
      if (record.status !== 'previewed') throw new AppError('import_not_open');
      const job = await jobs.start({ kind, params: { import_id: id }, scope, session_id: record.session_id });
      if (!(await claimImport(db, id, job.id))) {
        await jobs.cancel(system, job.id);
        throw new AppError('import_not_open');
      }
      await uploads.remove(record.ticket);
      return job;
    },
    async rollBack(scope, id) {
      const { job_id } = await find(scope, id);
      if (job_id === null) throw new AppError('import_not_open');
      return await jobs.undo(system, scope, job_id);
    },
    async delete(scope, id) {
      const record = await find(scope, id);
      const { status } = await view(record, 'en');
      if (status === 'committing' || status === 'rolling_back') throw new AppError('import_not_open');
      await forget(id, record.ticket);
    },
  };
}

/** Where new people go when nothing else is said: for a bound caller its first session, for others the session for imports. */
function ownSession(visible: Visible): string | null {
  if (visible === 'all') return null;
  const [first] = visible;
  if (first === undefined) throw new AppError('forbidden', { details: { scope: 'contacts:write' } });
  return first;
}

async function requireTarget({ db }: Storage, visible: Visible, id: string | null): Promise<void> {
  if (id === null && visible === 'all') return;
  const isSeen = id !== null && (visible === 'all' || visible.has(id));
  if (!isSeen || !(await findSession(db, id))) throw new AppError('session_not_found');
}

type NewRecord = { ticket: string; file_name: string; default_country: string; session_id: string | null };

function newRecord(scope: JobScope, given: NewRecord, created_at: string) {
  return {
    ...given,
    ...{
      format: null,
      encoding: null,
      delimiter: null,
      file_columns: '[]',
      status: 'unreadable' as const,
      policy: 'update' as const,
    },
    ...{ tag_ids: '[]', counts: '{"new":0,"update":0,"duplicate":0,"invalid":0}', problems: '[]', job_id: null },
    scope_sessions: scope.sessions === 'all' ? null : JSON.stringify([...scope.sessions]),
    created_by_kind: scope.kind,
    created_by_id: scope.id,
    created_by_name: scope.name,
    created_at,
  };
}
