import { type ImportReport, importLaravel, type SessionReport } from '../importing/index.ts';
import { withDatabase } from './database.ts';
import type { Io } from './io.ts';
import { table } from './table.ts';

type Options = { from: string; phonebook?: string; dryRun?: boolean; json?: boolean };

const columns = [
  'session_id',
  'name',
  'state',
  'read',
  'added',
  'completed',
  'unchanged',
  'merged',
  'left_alone',
] as const;

/** Reads an old Laravel database into ours and tells what became of it. */
export async function importOldDatabase(io: Io, options: Options): Promise<void> {
  const { from, phonebook, dryRun = false } = options;
  const wishes = { from, dryRun, phonebook, phonebookName: io.text('phonebook_name') };
  const report = await withDatabase(io, (storage) => importLaravel(storage, wishes));
  if (options.json) return io.print(JSON.stringify(report));
  const all = [...report.sessions, ...(report.phonebook ? [report.phonebook] : [])];
  io.print(table(all.map(lineOf), columns));
  for (const line of remarks(io, all)) io.print(line);
  tellRest(io, report);
}

function lineOf(session: SessionReport) {
  const left_alone = session.notes.filter((note) => note.kind === 'left_alone').length;
  return { ...session, left_alone };
}

/** How often each thing was noted, in words. */
function remarks(io: Io, sessions: SessionReport[]): string[] {
  const notes = Map.groupBy(
    sessions.flatMap((session) => session.notes),
    (note) => note.kind,
  );
  const kinds = [
    'merged',
    'phone_normalised',
    'phone_cleared',
    'name_decoded',
    'type_corrected',
    'left_alone',
    'kept',
  ] as const;
  return kinds.flatMap((kind) => {
    const count = notes.get(kind)?.length;
    return count ? [io.text(`import_${kind}`, { count })] : [];
  });
}

function tellRest(io: Io, report: ImportReport): void {
  if (report.sessions.some((session) => session.state === 'busy')) io.say('import_busy');
  io.say(report.dry_run ? 'import_dry' : 'import_done');
}
