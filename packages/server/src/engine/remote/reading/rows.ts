import type { z } from 'zod';
import { storableText } from '../../../core/index.ts';
import type { EngineFailure } from '../../engine.ts';
import { failure, gatewayError } from '../problem.ts';
import type { Turn } from './turns.ts';

const longestId = 128;
const idFields = ['id', 'jid', 'JID'];

/** Every row by the schema. One that cannot be read is told as a failure, and the rest goes on. */
export async function readRows<T>(
  rows: readonly unknown[],
  schema: z.ZodType<T>,
  item: EngineFailure['item'],
  turn: Turn,
): Promise<{ items: T[]; failures: EngineFailure[] }> {
  const items: T[] = [];
  const failures: EngineFailure[] = [];
  for (const row of rows) {
    await turn();
    const read = schema.safeParse(row);
    if (read.success) items.push(read.data);
    else failures.push(unreadable(item, idIn(row)));
  }
  return { items, failures };
}

/** An item that came in a form that nobody can read. */
export function unreadable(item: EngineFailure['item'], itemId: string | null): EngineFailure {
  return failure(item, itemId, gatewayError('answer_unreadable'));
}

function idIn(row: unknown): string | null {
  const fields = Object.entries(typeof row === 'object' && row !== null ? row : {});
  const found = fields.find(([key, value]) => idFields.includes(key) && typeof value === 'string')?.[1];
  return typeof found === 'string' ? storableText(found, longestId) : null;
}
