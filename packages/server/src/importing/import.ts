import type { Transaction } from 'kysely';
import { type OldContact, planAdoption } from '../adopting/index.ts';
import { loadRows } from '../contacts/index.ts';
import { AppError, isoTime } from '../core/index.ts';
import type { Database, Storage } from '../storage/index.ts';
import { isBeingGrabbed } from './busy.repo.ts';
import { contactColumns, longest, oldContact } from './old-contacts.ts';
import { type OldDatabase, type RawRow, readOldDatabase } from './old-database.repo.ts';
import { readPhonebook } from './phonebook.ts';
import { type Reconciled, reconcile } from './reconcile.ts';
import type { ImportReport, Note, SessionReport } from './report.ts';
import { saveNotes } from './reports.repo.ts';
import { saveReconciled } from './save.ts';
import { findOrAdd, sessionNotes } from './session-rows.ts';
import { strangeColumns, tooLong } from './values.ts';

export type ImportOptions = {
  /** `mysql://...` or `mariadb://...` of the old database; it is only read. */
  from: string;
  /** Tells what would happen and writes nothing. */
  dryRun: boolean;
  /** The session whose address book the phonebook's people join; without it they get a session of their own. */
  phonebook?: string | undefined;
  /** Name of the phonebook's own session. */
  phonebookName: string;
};

const phonebookSession = 'laravel-phonebook';

type Source = {
  session_id: string;
  /** The old session's row, empty when it is gone. */
  row: RawRow;
  people: OldContact[];
  /** Each person's row as it stood there. */
  raw: Map<number, RawRow>;
  read: number;
  notes: Note[];
};

/**
 * Takes an old application's sessions, contacts and phonebook in; done again it adds nothing. Each session is one transaction.
 * Throws when the old database cannot be read, and `session_not_found` for an unknown `phonebook` session.
 */
export async function importLaravel(storage: Storage, options: ImportOptions): Promise<ImportReport> {
  const old = await readOldDatabase(options.from);
  const now = isoTime(Date.now());
  const sources = sourcesOf(old, now);
  const phonebook = phonebookSource(old, options, now);
  if (phonebook && options.phonebook) await requireSession(storage, sources, options.phonebook);
  const sessions: SessionReport[] = [];
  for (const source of sources) sessions.push(await takeIn(storage, source, options.dryRun));
  const report = phonebook && (await takeIn(storage, phonebook, options.dryRun));
  return {
    dry_run: options.dryRun,
    sessions,
    phonebook: report ? { ...report, left_alone: phonebook.leftAlone } : null,
  };
}

function sourcesOf(old: OldDatabase, now: string): Source[] {
  const rows = new Map(old.sessions.map((row) => [String(row['session_id']), row]));
  // contacts whose session is gone come in under its id
  const ids = new Set([...rows.keys(), ...old.contacts.keys()]);
  return [...ids].map((session_id) => {
    const row = rows.get(session_id) ?? {};
    const contacts = old.contacts.get(session_id) ?? [];
    const people = contacts.map((contact) => oldContact(contact, now));
    const notes = [...sessionNotes(row), ...contacts.flatMap(contactNotes)];
    const raw = new Map(contacts.map((contact) => [Number(contact['id']), contact]));
    return { session_id, row, people, raw, read: contacts.length, notes };
  });
}

function contactNotes(row: RawRow): Note[] {
  const columns = { ...strangeColumns(row, contactColumns), ...tooLong(row, longest) };
  if (Object.keys(columns).length === 0) return [];
  return [{ kind: 'kept', contact_row_id: null, details: { table: 'contacts', old_id: row['id'], columns } }];
}

function phonebookSource(old: OldDatabase, options: ImportOptions, now: string) {
  if (old.phonebook.length === 0) return undefined;
  const { people, raw, notes, leftAlone } = readPhonebook(old.phonebook, now);
  const session_id = options.phonebook ?? phonebookSession;
  return {
    session_id,
    row: { name: options.phonebookName },
    people,
    raw,
    read: old.phonebook.length,
    notes,
    leftAlone,
  };
}

async function requireSession(storage: Storage, sources: Source[], session_id: string): Promise<void> {
  if (sources.some((source) => source.session_id === session_id)) return;
  const { state } = await findOrAdd(storage.db, session_id, {}, false);
  if (state === 'added') throw new AppError('session_not_found');
}

async function takeIn(storage: Storage, source: Source, dryRun: boolean): Promise<SessionReport> {
  const plan = planAdoption(source.people);
  const gone = new Set(plan.merges.map(({ old_id }) => old_id));
  const changed = new Map(plan.updates.map((row) => [row.id, row]));
  const found = source.people.filter(({ id }) => !gone.has(id)).map((row) => changed.get(row.id) ?? row);
  const fromPlan = plan.reports.map(({ kind, contact_row_id: old_id, details }): Note => {
    const lost = (details['row'] as OldContact | undefined)?.id;
    return {
      kind,
      contact_row_id: null,
      details: { old_id, ...details, ...(lost === undefined ? {} : { row: source.raw.get(lost) }) },
    };
  });
  const notes = [...source.notes, ...fromPlan];
  if (dryRun) return await compare(storage, storage.db, source, { found, notes, write: false });
  return await storage.transaction((trx) => compare(storage, trx, source, { found, notes, write: true }));
}

type Work = { found: OldContact[]; notes: Note[]; write: boolean };

async function compare(
  storage: Storage,
  db: Storage['db'] | Transaction<Database>,
  source: Source,
  { found, notes, write }: Work,
): Promise<SessionReport> {
  const { session_id } = source;
  const { session, state } = await findOrAdd(db, session_id, source.row, write);
  const head = { session_id, name: session.name, read: source.read };
  if (await isBeingGrabbed(db, session_id)) return { ...head, ...nothing, state: 'busy' };
  const reconciled = reconcile(found, await loadRows(db, session_id), session_id);
  const all = [...notes, ...reconciled.conflicts];
  if (write && db.isTransaction) {
    await saveReconciled(storage, db as Transaction<Database>, session_id, reconciled);
    await saveNotes(storage, db, session_id, all);
  }
  return { ...head, state, ...countsOf(reconciled), merged: source.people.length - found.length, notes: all };
}

const nothing = { added: 0, completed: 0, unchanged: 0, merged: 0, notes: [] };

function countsOf({ inserts, updates, unchanged }: Reconciled) {
  return { added: inserts.length, completed: updates.length, unchanged };
}
