import { resolve } from 'node:path';
import { Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import { ReaderThread } from './dialects/sqlite/reader.ts';
import { askDatabase, type PieceMaker } from './pieces.ts';
import type { Database } from './schema.ts';
import type { Db, Reading, Storage, StorageOptions } from './storage.ts';
import { parseDatabaseUrl } from './url.ts';

/** Reading, and making something of what is read where that keeps nobody waiting. */
export type PieceReading = Reading & {
  /** What a module's `makePieces` makes of these inputs: of SQLite in the thread that reads, else here. Nothing is begun before the first piece is asked for. */
  pieces<Input, Options, Piece>(module: URL, inputs: AsyncIterable<Input>, options: Options): AsyncGenerator<Piece>;
};

/** Whoever opens it closes it. */
export type OpenReading = PieceReading & { close(): Promise<void> };

/**
 * The same database for reads that may take long: SQLite would answer them within the thread that asks, so another thread does; a server does
 * its work elsewhere anyway. What was committed before is seen. Throws whatever the query throws, without its code.
 */
export function openReading({ db, dialect }: Storage, { url }: Pick<StorageOptions, 'url'>): OpenReading {
  if (dialect !== 'sqlite') return { db, dialect, pieces: (...work) => piecesHere(db, ...work), close: async () => {} };
  const thread = new ReaderThread(resolve(parseDatabaseUrl(url).path));
  const reading = new Kysely<Database>({
    dialect: {
      createDriver: () => thread,
      createQueryCompiler: () => new SqliteQueryCompiler(),
      createAdapter: () => new SqliteAdapter(),
      createIntrospector: (any) => new SqliteIntrospector(any),
    },
  });
  return { db: reading, dialect, pieces: (...work) => thread.pieces(...work), close: () => reading.destroy() };
}

async function* piecesHere<Input, Options, Piece>(
  db: Db,
  module: URL,
  inputs: AsyncIterable<Input>,
  options: Options,
): AsyncGenerator<Piece> {
  const { makePieces }: { makePieces: PieceMaker<Input, Options, Piece> } = await import(module.href);
  yield* makePieces(inputs, askDatabase(db), options);
}
