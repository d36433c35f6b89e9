import { sql } from 'kysely';
import { literal } from '../create.ts';
import type { AnyDb } from '../schema-tools.ts';
import type { Column, Table } from '../table.ts';
import { type Collation, mysqlColumn, mysqlType } from './spelling.ts';

type OldColumn = {
  name: string;
  column_type: string;
  length: number | null;
  charset: string | null;
  collation: string | null;
  nullable: 'YES' | 'NO';
  fallback: string | null;
  extra: string;
};

const lengths: Record<string, number> = { name: 512, url: 1024, text: 65_535, long_text: 16_777_215 };

/** Gives an old table our columns and makes its own wide enough for us, in one statement; nothing is renamed or narrowed. */
export async function extendTable(db: AnyDb, name: string, table: Table, identity: Collation): Promise<void> {
  const old = await oldColumns(db, name);
  const clauses = [
    ...Object.entries(table.columns)
      .filter(([column]) => !old.has(column))
      .map(([column, spec]) => `add column ${mysqlColumn(column, spec, identity)}`),
    ...[...old.values()].map((column) => changed(column, table.columns[column.name], identity)).filter(Boolean),
  ];
  if (clauses.length > 0) await sql.raw(`alter table \`${name}\` ${clauses.join(', ')}`).execute(db);
}

async function oldColumns(db: AnyDb, name: string): Promise<Map<string, OldColumn>> {
  const { rows } = await sql<OldColumn>`
    select column_name as name, column_type as column_type, character_maximum_length as length,
      character_set_name as charset, collation_name as collation, is_nullable as nullable,
      column_default as fallback, extra as extra
    from information_schema.columns where table_schema = database() and table_name = ${name}`.execute(db);
  return new Map(rows.map((row) => [row.name, row]));
}

function changed(old: OldColumn, ours: Column | undefined, identity: Collation): string | undefined {
  if (!ours) return blocksOurInserts(old) ? modify(old, keptType(old), true) : undefined;
  if (typeof ours.type !== 'string') return widenedEnum(old, ours.type);
  const nullable = ours.nullable || old.nullable === 'YES';
  const isNarrow = old.length !== null && (old.length < (lengths[ours.type] ?? 0) || !isUnicode(old, ours.type));
  if (isNarrow) return modify(old, mysqlType(ours, identity), nullable);
  return ours.nullable && old.nullable === 'NO' ? modify(old, keptType(old), true) : undefined;
}

/** A column that we do not know must not stand in the way of a row without it. */
function blocksOurInserts({ nullable, fallback, extra }: OldColumn): boolean {
  return nullable === 'NO' && fallback === null && !/auto_increment|generated/i.test(extra);
}

/** Ids are plain ASCII in any charset; names are not. */
function isUnicode(old: OldColumn, type: string): boolean {
  return !(type in lengths) || old.charset === 'utf8mb4';
}

function widenedEnum(old: OldColumn, wanted: readonly string[]): string | undefined {
  if (!old.column_type.startsWith('enum(')) return undefined;
  const known = [...old.column_type.matchAll(/'((?:[^']|'')*)'/g)].map(([, value = '']) => value.replaceAll("''", "'"));
  if (wanted.every((value) => known.includes(value))) return undefined;
  const all = [...new Set([...known, ...wanted])].map(literal).join(', ');
  return modify(old, `enum(${all})${charsetOf(old)}`, old.nullable === 'YES');
}

function modify(old: OldColumn, type: string, nullable: boolean): string {
  return `modify column \`${old.name}\` ${type}${nullable ? ' null' : ' not null'}${fallbackOf(old)}`;
}

/** MariaDB writes a default as SQL, MySQL as the bare text. */
function fallbackOf({ fallback, nullable }: OldColumn): string {
  if (fallback === null || fallback === 'NULL') return nullable === 'YES' ? ' default null' : '';
  return /^(['(]|-?\d|current_timestamp)/i.test(fallback) ? ` default ${fallback}` : ` default ${literal(fallback)}`;
}

function keptType(old: OldColumn): string {
  return `${old.column_type}${charsetOf(old)}`;
}

function charsetOf({ charset, collation }: OldColumn): string {
  return charset ? ` character set ${charset} collate ${collation}` : '';
}
