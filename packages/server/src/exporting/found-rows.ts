import type { Ask, Statement } from '../storage/index.ts';
import type { ExportMembership, ExportRow, ExportRows } from './types.ts';

/** Contacts in the order of the file, and what tells of them; null where the file needs none. */
export type RowQuestions = {
  ids: readonly number[];
  contacts: Statement;
  tags: Statement | null;
  memberships: Statement | null;
};

type FoundRow = ExportRow & { id: number };
type FoundMembership = ExportMembership & { id: number };

const nothing: readonly never[] = [];

/** Contacts as they go into a file, a batch for each question; who is gone meanwhile is left out. */
export async function* foundRows(questions: AsyncIterable<RowQuestions[]>, ask: Ask): ExportRows {
  for await (const some of questions) for (const question of some) yield await rowsOf(question, ask);
}

async function rowsOf({ ids, ...about }: RowQuestions, ask: Ask): Promise<ExportRow[]> {
  const contacts = new Map<number, FoundRow>();
  for (const row of await ask<FoundRow>(about.contacts)) {
    row.tags = nothing;
    row.memberships = nothing;
    contacts.set(row.id, row);
  }
  for (const { id, name } of about.tags ? await ask<{ id: number; name: string }>(about.tags) : []) {
    const row = contacts.get(id);
    if (row) row.tags = [...row.tags, name];
  }
  for (const { id, ...membership } of about.memberships ? await ask<FoundMembership>(about.memberships) : []) {
    const row = contacts.get(id);
    if (row) row.memberships = [...row.memberships, membership];
  }
  return ids.flatMap((id) => contacts.get(id) ?? []);
}
