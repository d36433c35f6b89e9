import type { ChangeSignal } from '../../changes/index.ts';
import { lastSeq } from '../../changes/index.ts';
import type { Contact, OwnFields } from '../../contacts/index.ts';
import { AppError, type Clock, isoTime } from '../../core/index.ts';
import type { ItemOutcome, JobRun } from '../../jobs/index.ts';
import { createOptOutGuard, type Digests, type OptOutGuard } from '../../opt-outs/index.ts';
import type { Db, Storage } from '../../storage/index.ts';
import {
  emptyRows,
  findImport,
  type ImportRecord,
  type ImportRowRecord,
  rowsToWrite,
  updateImport,
} from './imports.repo.ts';
import { makeTag } from './known.repo.ts';
import { lookUp } from './look-up.ts';
import { type Candidate, judge, keyOf, newTagNames, type Rules, tagsOf, type Verdict } from './plan.ts';
import { rulesOf } from './preview.ts';
import { ensureImportSession } from './target.ts';
import { addPeople, changeOwn, giveTags, type Writing } from './write.repo.ts';

export type CommitDeps = {
  storage: Storage;
  clock: Clock;
  changes: Pick<ChangeSignal, 'publish'>;
  /** Tells who opted out. */
  digests: Digests;
};

/** What a rollback needs to know of a row. */
export type Before =
  | { is: 'created'; own: OwnFields }
  | { is: 'changed'; old: Partial<OwnFields>; new: Partial<OwnFields> };

type State = { after: number; made_tags: number[] };
type Entry = { row: ImportRowRecord; person: Candidate };

const atOnce = 250;

/** Writes what an import's preview told; what has changed since then is judged anew. */
export async function commitImport(deps: CommitDeps, run: JobRun): Promise<Record<string, unknown>> {
  const { storage, clock, changes, digests } = deps;
  const record = await findImport(storage.db, Number(run.params['import_id']));
  if (!record) throw new AppError('import_not_found');
  const target = record.session_id ?? (await ensureImportSession(storage, clock));
  await run.expect(record.counts.new + record.counts.update);
  const touched = new Set<string>();
  let state = (run.state as State | null) ?? { after: 0, made_tags: [] };
  for (let isMore = true; isMore; ) {
    await run.step(async (trx) => {
      touched.clear();
      const rows = await rowsToWrite(trx, record.id, state.after, atOnce);
      isMore = rows.length === atOnce;
      const writing: Writing = { storage, trx, source: `import:${record.id}`, at: isoTime(clock.now()) };
      const guard = await createOptOutGuard(trx, digests, target);
      const written = await writeRows(writing, { record, target, run, rows, guard });
      for (const session of written.sessions) touched.add(session);
      state = { after: rows.at(-1)?.id ?? state.after, made_tags: [...state.made_tags, ...written.made] };
      return { done: rows.length, items: written.items, state };
    });
    for (const session_id of touched) changes.publish({ session_id, seq: await lastSeq(storage.db, session_id) });
  }
  // they helped to choose the columns, and hold people of whom nobody asks any more
  const file_columns = record.file_columns.map((column) => ({ ...column, samples: [] }));
  await updateImport(storage.db, record.id, { file_columns: JSON.stringify(file_columns) });
  return { import_id: record.id, session_id: target, made_tags: state.made_tags };
}

type Batch = { record: ImportRecord; target: string; run: JobRun; rows: ImportRowRecord[]; guard: OptOutGuard };

async function writeRows(writing: Writing, { record, target, run, rows, guard }: Batch) {
  const { trx, at } = writing;
  const { sessions: visible } = run.scope;
  const rules = await rulesOf({ db: trx } as Pick<Storage, 'db'>, record, visible);
  const people = rows.map((row) => ({ row, person: { phone: row.phone_number, lid: row.lid, data: row.data } }));
  const made = await makeTags(
    trx,
    people.map(({ person }) => person),
    rules,
    at,
  );
  const known = await lookUp(
    trx,
    { session_id: record.session_id, visible },
    people.map(({ person }) => person),
  );
  const seen = new Set<string>();
  const judged = people.map((entry) => {
    const verdict = judge(entry.person, known, made.rules, seen.has(keyOf(entry.person)));
    seen.add(keyOf(entry.person));
    return { ...entry, verdict };
  });
  const isUnwanted = ({ person }: Entry) => guard.isUnwanted({ pn: person.phone, lid: person.lid });
  const unwanted = judged.filter((entry) => isNew(entry) && isUnwanted(entry));
  const wanted = judged.filter((entry) => isNew(entry) && !isUnwanted(entry));
  const created = await create(writing, target, wanted, made.rules);
  await guard.mark(trx, markable(wanted, created));
  await emptyRows(
    trx,
    unwanted.map(({ row }) => row.id),
  );
  const items = [...created, ...unwanted.map(leftOut)];
  for (const entry of judged) {
    if (entry.verdict.outcome === 'new') continue;
    items.push(...(await applyTo(writing, entry.row, entry.verdict)));
  }
  const rowsChanged = judged.flatMap(({ verdict }) => verdict.rows.map(({ session_id }) => session_id));
  return { items, made: made.ids, sessions: new Set([...rowsChanged, ...(created.length > 0 ? [target] : [])]) };
}

/** New rows as the list of those who opted out asks for them. */
function markable(entries: Entry[], created: ItemOutcome[]) {
  return entries.map(({ person }, index) => ({
    id: created[index]?.contact_row_id ?? 0,
    phone_number: person.phone,
    lid: person.lid,
  }));
}

/** Somebody who must not be stored. */
function leftOut({ row }: Entry): ItemOutcome {
  return { contact_row_id: null, line: row.line, outcome: 'skipped', code: 'opted_out' };
}

function isNew({ verdict }: { verdict: Verdict }): boolean {
  return verdict.outcome === 'new';
}

async function makeTags(trx: Db, people: Candidate[], rules: Rules, at: string) {
  const names = new Map(
    people.flatMap((person) => newTagNames(person, rules)).map((name) => [name.toLowerCase(), name]),
  );
  const tags = new Map(rules.tags);
  const ids: number[] = [];
  for (const [key, name] of names) {
    const id = await makeTag(trx, name, at);
    tags.set(key, id);
    ids.push(id);
  }
  return { ids, rules: { ...rules, tags } };
}

async function create(writing: Writing, target: string, entries: Entry[], rules: Rules): Promise<ItemOutcome[]> {
  const ids = await addPeople(
    writing,
    target,
    entries.map(({ person }) => person),
  );
  await giveTags(
    writing,
    entries.map(({ person }, index) => ({ id: ids[index] ?? 0, tags: tagsOf(person, rules) })),
  );
  return entries.map(({ row, person }, index) => {
    const { name, email, company, note } = person.data;
    const before: Before = { is: 'created', own: { alias: name, email, company, note } };
    return { contact_row_id: ids[index] ?? null, line: row.line, outcome: 'done', code: 'new', before };
  });
}

async function applyTo(writing: Writing, { line }: ImportRowRecord, verdict: Verdict): Promise<ItemOutcome[]> {
  if (verdict.outcome !== 'update')
    return [{ contact_row_id: verdict.rows[0]?.id ?? null, line, outcome: 'skipped', code: verdict.code }];
  const items: ItemOutcome[] = [];
  for (const { row, patch, tags } of verdict.changes) {
    await changeOwn(writing, row, patch);
    await giveTags(writing, [{ id: row.id, tags }]);
    const before: Before = { is: 'changed', old: valuesOf(row, patch), new: patch };
    items.push({ contact_row_id: row.id, line, outcome: 'done', code: 'update', before });
  }
  return items;
}

function valuesOf(row: Contact, patch: Partial<OwnFields>): Partial<OwnFields> {
  return Object.fromEntries(Object.keys(patch).map((name) => [name, row[name as keyof OwnFields]]));
}
