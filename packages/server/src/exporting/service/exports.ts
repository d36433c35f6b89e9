import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Job, NewExport } from '@grabber/contract';
import type { Visible } from '../../auth/index.ts';
import { type Clock, isoTime } from '../../core/index.ts';
import type { Language } from '../../i18n/index.ts';
import type { JobRun, JobScope, Jobs } from '../../jobs/index.ts';
import type { Storage } from '../../storage/index.ts';
import { type ExportedFile, exportFile } from '../export-file.ts';
import type { ExportOptions } from '../options.ts';
import type { ExportRow } from '../types.ts';
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

const kind = 'export';
const previewBatch = 20;

/** Contacts written into files, at once or as a job of the kind `export`. */
export function createExports({ storage, clock, jobs }: { storage: Storage; clock: Clock; jobs: Jobs }): Exports {
  jobs.register(kind, { lane: 'read', run: (run) => writeFile(run) });

  function fileOf(selected: Selected, rows: AsyncIterable<ExportRow[]>, wish: ExportWish, by: string): ExportedFile {
    return exportFile(rows, optionsOf(wish, isoTime(clock.now()), infoOf(wish, selected, by, wish.language)));
  }

  async function writeFile(run: JobRun): Promise<Record<string, unknown>> {
    const wish = run.params as ExportWish;
    const selected = await select(storage, run.scope.sessions, selectionOf(wish), needsOf(wish));
    await run.expect(selected.count);
    const file = fileOf(selected, told(selected.rows(), run), wish, run.scope.name);
    const path = await run.file({ name: nameOf(file, wish, clock.now()), type: file.media_type });
    await pipeline(Readable.from(file.chunks, { objectMode: false }), createWriteStream(path, { mode: 0o600 }), {
      signal: run.signal,
    });
    return { ...file.counts, format: wish.format };
  }

  return {
    async preview(visible, wish) {
      const selected = await select(storage, visible, selectionOf(wish), needsOf(wish));
      const shown = await previewOf(selected.rows(previewBatch), optionsOf(wish, isoTime(clock.now()), []));
      return { count: selected.count, ...shown };
    },
    async stream(scope, wish) {
      const selected = await select(storage, scope.sessions, selectionOf(wish), needsOf(wish));
      const file = fileOf(selected, selected.rows(), wish, scope.name);
      return { file, name: nameOf(file, wish, clock.now()), deed: deedOf(selectionOf(wish), selected, wish.format) };
    },
    async start(scope, wish) {
      const selected = await select(storage, scope.sessions, selectionOf(wish), needsOf(wish));
      const job = await jobs.start({ kind, params: wish, scope });
      return { job, deed: { job_id: job.id, ...deedOf(selectionOf(wish), selected, wish.format) } };
    },
  };
}

async function* told(batches: AsyncIterable<ExportRow[]>, { progress }: JobRun): AsyncGenerator<ExportRow[]> {
  let done = 0;
  for await (const batch of batches) {
    yield batch;
    done += batch.length;
    await progress(done);
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
