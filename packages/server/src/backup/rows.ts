import type { z } from 'zod';
import { AppError } from '../core/index.ts';
import type { AnyRow } from '../storage/index.ts';
import { type Beginning, beginning, createDigest, ending, rowOf, tableEnd, tableStart } from './format/lines.ts';

/** Who wants the rows, table after table. */
export type RowTaker = {
  begin(facts: Beginning): Promise<void>;
  table(name: string, columns: string[]): Promise<void>;
  rows(rows: AnyRow[]): Promise<void>;
};

/** Wants to know whether the backup can be read, and nothing else. */
export const forgetful: RowTaker = { begin: async () => {}, table: async () => {}, rows: async () => {} };

/** What a backup turned out to hold. */
export type BackupFacts = Omit<Beginning, 'secret_mark' | 'format'> & {
  /** Rows of each table. */
  tables: Record<string, number>;
  rows: number;
  /** Whether the credentials and opt-outs in it belong to this secret. */
  same_secret_key: boolean;
};

type OpenTable = { name: string; columns: string[]; digest: ReturnType<typeof createDigest>; waiting: AnyRow[] };

const rowsAtOnce = 1000;

/** Reads the lines of a backup, proves each table, and hands its rows on. All throw `backup_damaged` where something doesn't fit. */
export function createRowReader(taker: RowTaker, onProgress: (rows: number) => void) {
  let facts: Beginning | undefined;
  let open: OpenTable | undefined;
  let ended = false;
  let done = 0;
  const tables: Record<string, z.infer<typeof tableEnd>> = {};

  async function handOn(table: OpenTable, atLeast: number): Promise<void> {
    if (table.waiting.length < atLeast) return;
    const rows = table.waiting;
    table.waiting = [];
    done += rows.length;
    await taker.rows(rows);
    onProgress(done);
  }

  async function endTable(table: OpenTable, value: unknown): Promise<void> {
    const told = parse(tableEnd, value);
    const { rows, digest } = table.digest.end();
    if (rows !== told.rows || digest !== told.digest) throw new AppError('backup_damaged');
    await handOn(table, 1);
    tables[table.name] = told;
    open = undefined;
  }

  async function takeOutside(value: unknown): Promise<void> {
    if (!facts) {
      facts = parse(beginning, value);
      await taker.begin(facts);
    } else if (isObject(value) && 'table' in value) {
      const { table: name, columns } = parse(tableStart, value);
      open = { name, columns, digest: createDigest(), waiting: [] };
      await taker.table(name, columns);
    } else {
      if (JSON.stringify(parse(ending, value).tables) !== JSON.stringify(tables)) throw new AppError('backup_damaged');
      ended = true;
    }
  }

  async function takeLine(line: string): Promise<void> {
    if (ended) throw new AppError('backup_damaged');
    const value = parseLine(line);
    if (!open) return await takeOutside(value);
    if (!Array.isArray(value)) return await endTable(open, value);
    open.digest.add(line);
    open.waiting.push(rowOf(open.columns, value));
    await handOn(open, rowsAtOnce);
  }

  return {
    async take(lines: string[]): Promise<void> {
      for (const line of lines) await takeLine(line);
    },
    end(mark: string): BackupFacts {
      if (!facts || !ended) throw new AppError('backup_damaged');
      const { created_at, dialect, migrations, secret_mark } = facts;
      const counts = Object.fromEntries(Object.entries(tables).map(([name, { rows }]) => [name, rows]));
      return { created_at, dialect, migrations, tables: counts, rows: done, same_secret_key: secret_mark === mark };
    },
  };
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new AppError('backup_damaged', { cause });
  }
}

function parse<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new AppError('backup_damaged', { cause: parsed.error });
  return parsed.data;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
