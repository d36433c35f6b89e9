import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Db, SegmentsTable } from '../../storage/index.ts';

export type SegmentRow = Selectable<SegmentsTable>;

export async function readSegments(db: Db): Promise<SegmentRow[]> {
  return await db.selectFrom('segments').selectAll().execute();
}

export async function insertSegment(db: Db, row: Insertable<SegmentsTable>): Promise<SegmentRow> {
  await db.insertInto('segments').values(row).execute();
  return await db.selectFrom('segments').selectAll().where('name', '=', row.name).executeTakeFirstOrThrow();
}

export async function updateSegment(db: Db, id: number, patch: Updateable<SegmentsTable>): Promise<void> {
  if (Object.keys(patch).length > 0) await db.updateTable('segments').set(patch).where('id', '=', id).execute();
}

export async function deleteSegment(db: Db, id: number): Promise<void> {
  await db.deleteFrom('segments').where('id', '=', id).execute();
}
