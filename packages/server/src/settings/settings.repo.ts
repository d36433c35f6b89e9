import { defaultSettings, settings } from '@grabber/contract';
import type { Db, Storage } from '../storage/index.ts';

/** What was changed, by name. */
export async function loadSettings(db: Db): Promise<Record<string, unknown>> {
  const rows = await db.selectFrom('settings').selectAll().execute();
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}

/** ISO code of the country in which phones without a calling code are read. */
export async function readDefaultCountry(db: Db): Promise<string> {
  const row = await db.selectFrom('settings').select('value').where('name', '=', 'default_country').executeTakeFirst();
  return settings.shape.default_country.catch(defaultSettings.default_country).parse(row?.value);
}

/** Keeps these beside the others. */
export async function saveSettings({ bulk }: Storage, db: Db, values: Record<string, unknown>): Promise<void> {
  const rows = Object.entries(values).map(([name, value]) => ({ name, value: JSON.stringify(value) }));
  if (rows.length > 0) await bulk.upsert(db, 'settings', rows, { key: ['name'], columns: ['value'] });
}
