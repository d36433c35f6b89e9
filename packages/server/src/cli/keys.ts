import type { Scope } from '@grabber/contract';
import { type ApiKey, createKeys, type Keys, systemCaller } from '../auth/index.ts';
import { systemClock } from '../core/index.ts';
import { createLogger } from '../observability/index.ts';
import { withDatabase } from './database.ts';
import type { Io } from './io.ts';

type Json = { json?: boolean };

/** Makes a key and shows it, this once. */
export async function createKey(
  io: Io,
  options: Json & { name: string; scopes: Scope[]; expires?: string; session?: string[] },
): Promise<void> {
  const { name, scopes, expires: expires_at = null, session: sessions = null } = options;
  const { key, row } = await withKeys(io, (keys) => keys.create({ name, scopes, sessions, expires_at }, systemCaller));
  if (options.json) return io.print(JSON.stringify({ ...row, key }));
  io.say('key_created', { id: row.id, name });
  io.print(key);
}

/** Shows all keys, of each only what it may be recognised by. */
export async function listKeys(io: Io, { json }: Json): Promise<void> {
  const keys = await withKeys(io, (all) => all.list(systemCaller));
  if (json) return io.print(JSON.stringify({ keys }));
  if (keys.length === 0) return io.say('keys_none');
  io.print(table(keys));
}

/** Revokes a key; false when there was nothing to revoke. */
export async function revokeKey(io: Io, id: number, { json }: Json): Promise<boolean> {
  const revoked = await withKeys(io, (keys) => keys.revoke(id, systemCaller));
  if (json) io.print(JSON.stringify({ id, revoked }));
  else if (revoked) io.say('key_revoked', { id });
  else io.writeErr(`${io.text('key_unknown', { id })}\n`);
  return revoked;
}

function withKeys<T>(io: Io, work: (keys: Keys) => Promise<T>): Promise<T> {
  const logger = createLogger('silent');
  return withDatabase(io, (storage) => work(createKeys({ storage, clock: systemClock, logger })));
}

function table(keys: ApiKey[]): string {
  const head = [
    'id',
    'name',
    'prefix',
    'scopes',
    'sessions',
    'created_at',
    'last_used_at',
    'expires_at',
    'revoked_at',
  ] as const;
  const rows = [head as readonly string[], ...keys.map((key) => head.map((column) => String(key[column] ?? '-')))];
  const widths = head.map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, index) => cell.padEnd(widths[index] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
