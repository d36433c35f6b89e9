import { mostLabels } from '@grabber/contract';
import { AppError, foldText, storableText } from '../../core/index.ts';

type Named = { id: number; name: string };

/** A name as it may be stored. Throws `name_taken` when another has it (capital letters and accents make no difference), `limit_reached`. */
export function freeName(others: Named[], name: string, own?: number): string {
  if (own === undefined && others.length >= mostLabels)
    throw new AppError('limit_reached', { details: { most: mostLabels } });
  const taken = others.some((other) => other.id !== own && keyOf(other.name) === keyOf(name));
  if (taken) throw new AppError('name_taken');
  return storableText(name, 100);
}

function keyOf(name: string): string {
  return foldText(name) || name;
}

/** By name, as people sort. */
export function byName<T extends Named>(rows: T[]): T[] {
  return rows.sort((a, b) => foldText(a.name).localeCompare(foldText(b.name)) || a.id - b.id);
}
