import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Job, NewExport } from '@grabber/contract';
import type { Visible } from '../../auth/index.ts';
import { type Clock, isoTime } from '../../core/index.ts';
import type { Language } from '../../i18n/index.ts';
import type { JobRun, JobScope, Jobs } from '../../jobs/index.ts';
import { askDatabase, type PieceReading } from '../../storage/index.ts';
import { type ExportedFile, fileKind, noCounts } from '../export-file.ts';
import { bytesOf, type FilePiece } from '../file-pieces.ts';
import { foundRows, type RowQuestions } from '../found-rows.ts';
import type { ExportOptions } from '../options.ts';
import { deedOf, infoOf } from './facts.ts';
import { needsOf } from './needs.ts';
import { previewOf } from './preview.ts';
import { type Selected, type Selection, select } from './selection.ts';

/** What somebody wants to have exported; the language is settled. */
export type ExportWish = Omit<NewExport, 'language'> & { language: Language };

/** Facts for the audit log. */
type Deed = Record<string, unknown>;

export type Exports = {
  /** How many contacts, and the first lines. Throws `group_not_found`. */
  preview(visible: Visible, wish: ExportWish): Promise<{ count: number; headers: string[]; rows: string[][] }>;
  /** A file on its way, to be read once. */
  stream(scope: JobScope, wish: ExportWish): Promise<{ file: ExportedFile; name: string; deed: Deed }>;
  /** A job that makes the file. */
  start(scope: JobScope, wish: ExportWish): Promise<{ job: Job; deed: Deed }>;
};

export type ExportDeps = { reading: PieceReading; clock: Clock; jobs: Jobs };

const kind = 'export';
/** Few enough that nobody waits long for the thread that writes them, and that rows are garbage before anything moves them. */
const batch = 250;
/** PostgreSQL may read all memberships for each batch. */
const batchOfServers = 1000;
const previewBatch = 20;

/** Contacts written into files, at once or as a job of the kind `export`. */
export function createExports({ reading, clock, jobs }: ExportDeps): Exports {
  jobs.register(kind, { lane: 'read', run: (run) => writeFile(run) });

  function fileOf(selected: Selected, wish: ExportWish, by: string): ExportedFile {
    const options = optionsOf(wish, isoTime(clock.now()), infoOf(wish, selected, by, wish.language));
    const pieces = reading.pieces<RowQuestions[], ExportOptions, FilePiece>(
      new URL('../file-pieces.ts', import.meta.url),
      selected.questions(needsOf(wish), reading.dialect === 'sqlite' ? batch : batchOfServers),
      options,
    );
    const counts = noCounts();
    return { ...fileKind(options), chunks: bytesOf(pieces, counts), counts };
  }

  async function writeFile(run: JobRun): Promise<Record<string, unknown>> {
    const wish = run.params as ExportWish;
    const selected = await select(reading, run.scope.sessions, selectionOf(wish));
    await run.expect(selected.count);
    const file = fileOf(selected, wish, run.scope.name);
    const path = await run.file({ name: nameOf(file, wish, clock.now()), type: file.media_type });
    await pipeline(Readable.from(told(file, run), { objectMode: false }), createWriteStream(path, { mode: 0o600 }), {
      signal: run.signal,
    });
    return { ...file.counts, format: wish.format };
  }

  return {
    async preview(visible, wish) {
      const selected = await select(reading, visible, selectionOf(wish));
      const rows = foundRows(selected.questions(needsOf(wish), previewBatch), askDatabase(reading.db));
      return { count: selected.count, ...(await previewOf(rows, optionsOf(wish, isoTime(clock.now()), []))) };
    },
    async stream(scope, wish) {
      const selected = await select(reading, scope.sessions, selectionOf(wish));
      const file = fileOf(selected, wish, scope.name);
      return { file, name: nameOf(file, wish, clock.now()), deed: deedOf(selectionOf(wish), selected, wish.format) };
    },
    async start(scope, wish) {
      const selected = await select(reading, scope.sessions, selectionOf(wish));
      const job = await jobs.start({ kind, params: wish, scope });
      return { job, deed: { job_id: job.id, ...deedOf(selectionOf(wish), selected, wish.format) } };
    },
  };
}

/** The pieces of a file, with progress told behind each. */
async function* told({ chunks, counts }: ExportedFile, { progress }: JobRun): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    yield chunk;
    await progress(counts.contacts);
  }
}

function selectionOf({ query, ids, group_id, include_left }: ExportWish): Selection {
  return { query, ids, group_id, include_left };
}

function optionsOf(wish: ExportWish, created_at: string, info: [string, string][]): ExportOptions {
  const { format, language, columns, rows_per, phone_format, guard_formulas, raw_columns, separator } = wish;
  return {
    ...{ format, language, created_at, info },
    ...(columns && { columns }),
    ...(rows_per && { rows_per }),
    ...(phone_format && { phone_format }),
    ...(separator && { separator }),
    ...{ guard_formulas, raw_columns },
    cards_per_file: wish.cards_per_file ?? null,
  };
}

const names = { id: 'kontak', en: 'contacts' };

function nameOf({ extension }: ExportedFile, { language }: ExportWish, now: number): string {
  const at = isoTime(now).slice(0, 16).replace('T', '-').replace(':', '');
  return `${names[language]}-${at}.${extension}`;
}
