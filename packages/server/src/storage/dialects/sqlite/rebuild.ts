import type { AnyDb } from '../schema-tools.ts';
import type { Table } from '../table.ts';

export async function rebuildTable(_db: AnyDb, _name: string, _table: Table): Promise<void> {
  throw new Error('soon');
}
