import { literal } from '../create.ts';
import type { Column, Index } from '../table.ts';
import { indexName } from '../table.ts';

/** Charset and collation of the columns that are joined with the contacts; an adopted table keeps its own. */
export type Collation = { charset: string; collation: string };
export const binary: Collation = { charset: 'utf8mb4', collation: 'utf8mb4_bin' };

const readable = 'character set utf8mb4 collate utf8mb4_unicode_ci';
const bytewise = 'character set utf8mb4 collate utf8mb4_bin';

const types: Record<string, string> = {
  id: 'bigint',
  key: `varchar(255) ${bytewise}`,
  sort: `varchar(191) ${bytewise}`,
  word: `varchar(64) ${bytewise}`,
  name: `varchar(512) ${readable}`,
  url: `varchar(1024) ${readable}`,
  text: `text ${readable}`,
  search: `varchar(1024) ${bytewise}`,
  long_text: `mediumtext ${readable}`,
  int: 'int',
  bigint: 'bigint',
  boolean: 'tinyint(1)',
  time: 'datetime(3)',
  json: 'json',
  bytes: 'longblob',
};

/** One column of a `create table` or `add column`. */
export function mysqlColumn(name: string, column: Column, identity: Collation): string {
  if (column.type === 'id') return `\`${name}\` bigint not null auto_increment`;
  const fallback = column.default === undefined ? '' : ` default ${mysqlDefault(column.default)}`;
  return `\`${name}\` ${mysqlType(column, identity)}${column.nullable ? ' null' : ' not null'}${fallback}`;
}

/** The type of a column, with its charset. */
export function mysqlType({ type }: Column, identity: Collation): string {
  if (typeof type !== 'string') return `enum(${type.map(literal).join(', ')}) ${readable}`;
  if (type === 'identity') return `varchar(255) character set ${identity.charset} collate ${identity.collation}`;
  return types[type] ?? 'text';
}

/** The clause that makes an index. */
export function mysqlIndex(table: string, index: Index): string {
  const columns = index.columns.map((column) => `\`${column}\``).join(', ');
  return `${index.unique ? 'unique ' : ''}index \`${indexName(table, index)}\` (${columns})`;
}

/** UTC whatever the zone of the writer's session is. */
function mysqlDefault(value: string | number | boolean): string {
  return value === 'now' ? '(utc_timestamp(3))' : literal(value);
}
