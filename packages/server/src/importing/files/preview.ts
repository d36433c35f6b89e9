import { setImmediate as turn } from 'node:timers/promises';
import type { ImportCounts } from '@grabber/contract';
import type { AddressFileLayout, ReadItem, ReadOptions } from '../../address-files/index.ts';
import type { Visible } from '../../auth/index.ts';
import type { Storage } from '../../storage/index.ts';
import { deleteRows, type ImportRecord, updateImport } from './imports.repo.ts';
import { tagsByName } from './known.repo.ts';
import { lookUp } from './look-up.ts';
import { type FileFault, type FilePerson, isFault, peopleOf } from './people.ts';
import { judge, keyOf, type Rules } from './plan.ts';
import { readFile } from './read-file.ts';

export type PreviewTask = {
  record: ImportRecord;
  path: string;
  options: ReadOptions;
  visible: Visible;
};

type Reading = { counts: ImportCounts; problems: { line: number | null; code: string }[]; seen: Set<string> };

/** Reads a file and notes what would become of each row; what was noted before goes. */
export async function previewFile(storage: Storage, { record, path, options, visible }: PreviewTask): Promise<void> {
  const { db } = storage;
  const rules = await rulesOf(storage, record, visible);
  const where = { session_id: record.session_id, visible };
  const reading: Reading = { counts: { new: 0, update: 0, duplicate: 0, invalid: 0 }, problems: [], seen: new Set() };
  let layout: AddressFileLayout | undefined;
  await deleteRows(db, record.id);
  for await (const part of readFile({ path, options })) {
    if (!Array.isArray(part)) {
      layout = part;
      continue;
    }
    const rows = noteProblems(part, reading).flatMap(peopleOf);
    const people = rows.filter((row): row is FilePerson => !isFault(row));
    const known = await lookUp(db, where, people);
    const noted = rows.map((row) => ({ import_id: record.id, ...notedAs(row, known, rules, reading) }));
    if (noted.length > 0) await storage.transaction((trx) => storage.bulk.insert(trx, 'import_rows', noted));
    await turn();
  }
  const isReadable = layout?.format != null && Object.values(reading.counts).some((count) => count > 0);
  await updateImport(db, record.id, {
    format: layout?.format ?? null,
    encoding: layout?.encoding ?? null,
    delimiter: layout?.delimiter ?? null,
    file_columns: JSON.stringify(layout?.columns ?? []),
    status: isReadable ? 'previewed' : 'unreadable',
    counts: JSON.stringify(reading.counts),
    problems: JSON.stringify(reading.problems),
  });
}

/** How an import treats people and tags. */
export async function rulesOf({ db }: Pick<Storage, 'db'>, record: ImportRecord, visible: Visible): Promise<Rules> {
  const { policy, tag_ids } = record;
  return { policy, tag_ids, tags: await tagsByName(db), may_make_tags: visible === 'all' };
}

/** Takes out what is about the file as a whole. */
function noteProblems(items: ReadItem[], { problems }: Reading): ReadItem[] {
  return items.filter((item) => {
    if (item.kind === 'contact' || (item.line !== null && !item.ends)) return true;
    problems.push({ line: item.line, code: item.code });
    return false;
  });
}

function notedAs(
  row: FilePerson | FileFault,
  known: Awaited<ReturnType<typeof lookUp>>,
  rules: Rules,
  reading: Reading,
) {
  const { line, data } = row;
  const told = { line, data: JSON.stringify(data) };
  if (isFault(row)) {
    reading.counts.invalid += 1;
    return {
      ...told,
      outcome: 'invalid' as const,
      code: row.code,
      phone_number: null,
      lid: null,
      contact_row_id: null,
    };
  }
  const key = keyOf(row);
  const verdict = judge(row, known, rules, reading.seen.has(key));
  reading.seen.add(key);
  reading.counts[verdict.outcome] += 1;
  return {
    ...told,
    outcome: verdict.outcome,
    code: verdict.code ?? row.doubt,
    phone_number: row.phone,
    lid: row.lid,
    contact_row_id: verdict.rows[0]?.id ?? null,
  };
}
