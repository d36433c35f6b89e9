import type { Db, Storage } from '../storage/index.ts';

/** What was changed, by name. */
export async function loadSettings(db: Db): Promise<Record<string, unknown>> {
  const rows = await db.selectFrom('settings').selectAll().execute();
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}

/** Keeps these beside the others. */
export async function saveSettings({ bulk }: Storage, db: Db, values: Record<string, unknown>): Promise<void> {
  const rows = Object.entries(values).map(([name, value]) => ({ name, value: JSON.stringify(value) }));
  if (rows.length > 0) await bulk.upsert(db, 'settings', rows, { key: ['name'], columns: ['value'] });
}
