import { expect, it } from 'vitest';
import { type ColumnKind, kindOf } from './columns.ts';
import type { Column } from './dialects/table.ts';
import { contacts, ownTables, whatsappSessions } from './migrations/0001-tables.ts';
import { accessTables } from './migrations/0002-access.ts';
import { careTables } from './migrations/0008-care.ts';
import { jobTables } from './migrations/0009-jobs.ts';
import { privacyTables } from './migrations/0012-privacy.ts';
import { mergeTables } from './migrations/0015-merges-of-sessions.ts';

const kinds: Record<string, ColumnKind> = {
  id: 'number',
  int: 'number',
  bigint: 'number',
  boolean: 'boolean',
  time: 'time',
  json: 'json',
  bytes: 'bytes',
};

it('tells every column of every table what it holds', () => {
  const ours = { ...ownTables, ...accessTables, ...privacyTables, ...careTables, ...jobTables, ...mergeTables };
  const tables = { contacts, whatsapp_sessions: whatsappSessions, ...ours };
  const kindInTable = ({ type }: Column) => (typeof type === 'string' ? (kinds[type] ?? 'text') : 'text');
  for (const [name, table] of Object.entries(tables)) {
    for (const [column, spec] of Object.entries(table.columns)) {
      expect(`${name}.${column} ${kindOf(column)}`).toBe(`${name}.${column} ${kindInTable(spec)}`);
    }
  }
});
