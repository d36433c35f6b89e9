import { Readable } from 'node:stream';

/** An answer of which lists may come as pages, and any value later, as a function that is called in its turn. */
export type Streamable<T> =
  | T
  | (() => T)
  | (T extends readonly (infer Item)[]
      ? AsyncIterable<Item[]>
      : T extends object
        ? { [Key in keyof T]: Streamable<T[Key]> }
        : never);

/** Sends an answer page by page as JSON, so that one of any size takes little memory. A failure before the first page still answers as one. */
export function sendStream<T>(reply: { type(contentType: string): unknown }, answer: Streamable<T>): T {
  reply.type('application/json; charset=utf-8');
  // Fastify sends a stream as it is; to the type system it is the answer that will have been read.
  return Readable.from(gather(write(answer)), { objectMode: false }) as T;
}

/** Pages as they are, and how many items came so far. */
export function counted<T>(pages: AsyncIterable<T[]>): { pages: AsyncIterable<T[]>; total: () => number } {
  let total = 0;
  async function* count() {
    for await (const page of pages) {
      total += page.length;
      yield page;
    }
  }
  return { pages: count(), total: () => total };
}

/** Every page with every item turned into another. */
export async function* mapPages<From, To>(
  pages: AsyncIterable<From[]>,
  turn: (item: From) => To,
): AsyncGenerator<To[]> {
  for await (const page of pages) yield page.map(turn);
}

const chunkLength = 65_536;

/** Few big chunks; and nothing is sent, so the status is still open, until the first pages were read. */
async function* gather(parts: AsyncIterable<string>): AsyncGenerator<string> {
  let chunk = '';
  for await (const part of parts) {
    chunk += part;
    if (chunk.length < chunkLength) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}

async function* write(value: unknown): AsyncGenerator<string> {
  if (typeof value === 'function') yield* write(value());
  else if (isPages(value)) yield* writePages(value);
  else if (hasStreams(value)) yield* writeObject(value);
  else yield JSON.stringify(value) ?? 'null';
}

async function* writeObject(object: object): AsyncGenerator<string> {
  let separator = '{';
  for (const [key, value] of Object.entries(object)) {
    if (value === undefined) continue;
    yield `${separator}${JSON.stringify(key)}:`;
    yield* write(value);
    separator = ',';
  }
  yield separator === '{' ? '{}' : '}';
}

async function* writePages(pages: AsyncIterable<unknown[]>): AsyncGenerator<string> {
  let separator = '[';
  for await (const page of pages) {
    if (page.length === 0) continue;
    yield separator + JSON.stringify(page).slice(1, -1);
    separator = ',';
  }
  yield separator === '[' ? '[]' : ']';
}

function isPages(value: unknown): value is AsyncIterable<unknown[]> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

/** Only plain objects are written key by key; arrays and everything else go through `JSON.stringify` whole. */
function hasStreams(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
