import { isoTime, storableText } from '../core/index.ts';
import type { Db, Storage } from '../storage/index.ts';
import type { Note } from './report.ts';

const migration = 'import-laravel';

/** Notes what an import found, each thing once, however often it is imported. */
export async function saveNotes({ bulk }: Storage, db: Db, session_id: string, notes: Note[]): Promise<void> {
  const known = new Set((await notesOf(db, session_id)).map(keyOf));
  const news = notes.map(storable).filter((note) => !known.has(keyOf(note)));
  if (news.length === 0) return;
  const at = isoTime(Date.now());
  const rows = news.map(({ kind, contact_row_id, details }) => {
    return { migration, kind, session_id, contact_row_id, details: JSON.stringify(details), at };
  });
  await bulk.insert(db, 'migration_reports', rows);
}

async function notesOf(db: Db, sessionId: string) {
  return await db
    .selectFrom('migration_reports')
    .select(['kind', 'details'])
    .where('migration', '=', migration)
    .where('session_id', '=', sessionId)
    .execute();
}

/** PostgreSQL takes no NUL, and nobody takes half a character. */
function storable(note: Note): Note {
  const text = JSON.stringify(note.details, (_, value) =>
    typeof value === 'string' ? storableText(value, value.length) : value,
  );
  return { ...note, details: JSON.parse(text) };
}

/** Databases give the fields of JSON back in another order. */
function keyOf({ kind, details }: Pick<Note, 'kind' | 'details'>): string {
  return `${kind} ${JSON.stringify(sorted(details))}`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => [key, sorted(inner)]);
}
