import { AppError } from '../core/index.ts';
import { type AnyRow, knownMigrations, openStorage, type Refill, refill, type TableName } from '../storage/index.ts';
import type { BackupSecrets } from './format/keys.ts';
import { readBackup } from './read.ts';
import type { BackupFacts, RowTaker } from './rows.ts';

export type Restored = BackupFacts & {
  /** Columns and tables that have no place here, such as those of an adopted old database: `table.column`. */
  left_out: string[];
};

export type RestoreOptions = { file: string; url: string; secrets: BackupSecrets };

/**
 * Proves the whole backup first, then makes our tables anew and fills them in one transaction: what stood in them is gone, and after a
 * failure they are empty. Nobody else may use the database meanwhile. Throws `backup_damaged`, `backup_key_wrong` and `backup_newer` with
 * nothing changed.
 */
export async function restoreBackup(
  { file, url, secrets }: RestoreOptions,
  onProgress: (progress: { rows: number; of: number }) => void = () => {},
): Promise<Restored> {
  const facts = await readBackup(file, secrets);
  requireKnown(facts.migrations);
  const storage = await openStorage({ url });
  const left_out: string[] = [];
  try {
    await refill(storage, facts.migrations, async (target) => {
      left_out.length = 0;
      await readBackup(file, secrets, rowsInto(target, left_out), (rows) => onProgress({ rows, of: facts.rows }));
    });
    await storage.analyze(['contacts', 'group_members', 'changes']);
  } finally {
    await storage.close();
  }
  return { ...facts, left_out };
}

function requireKnown(migrations: string[]): void {
  const known = knownMigrations();
  const unknown = migrations.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new AppError('backup_newer', { details: { unknown_migrations: unknown } });
}

function rowsInto(target: Refill, leftOut: string[]): RowTaker {
  let into: TableName | undefined;
  let unknown: string[] = [];
  return {
    begin: async () => {},
    async table(name, columns) {
      const known = await target.columns(name as TableName);
      into = known.length > 0 ? (name as TableName) : undefined;
      unknown = columns.filter((column) => !known.includes(column));
      if (into) leftOut.push(...unknown.map((column) => `${name}.${column}`));
      else leftOut.push(name);
    },
    async rows(rows) {
      if (!into) return;
      if (unknown.length > 0) for (const row of rows) dropColumns(row, unknown);
      await target.insert(into, rows);
    },
  };
}

function dropColumns(row: AnyRow, columns: string[]): void {
  for (const column of columns) delete row[column];
}
