import { CompiledQuery } from 'kysely';
import type { Db } from './storage.ts';

/** A statement as it can go to another thread. */
export type Statement = { sql: string; parameters: readonly unknown[] };

/** Reads the rows of a statement. */
export type Ask = <Row>(statement: Statement) => Row[] | Promise<Row[]>;

/** Makes something piece by piece out of what it is given and what it reads; a module exports it as `makePieces`. What goes in and out must be cloneable. */
export type PieceMaker<Input, Options, Piece> = (
  inputs: AsyncIterable<Input>,
  ask: Ask,
  options: Options,
) => AsyncIterable<Piece>;

/** Without what only Kysely itself understands. */
export function statementOf(query: { compile(): Statement }): Statement {
  const { sql, parameters } = query.compile();
  return { sql, parameters };
}

/** Asks this database itself. */
export function askDatabase(db: Db): Ask {
  return async <Row>({ sql, parameters }: Statement) =>
    (await db.executeQuery<Row>(CompiledQuery.raw(sql, [...parameters]))).rows;
}
