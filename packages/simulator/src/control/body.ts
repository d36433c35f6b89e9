import type { IncomingMessage } from 'node:http';
import type { z } from 'zod';
import { Refusal } from './refusal.ts';

const BODY_MAX_BYTES = 1_000_000;

/** Reads a JSON body. Throws a Refusal when it is too large, no JSON, or not declared as JSON. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  // A page in a browser cannot send this type to another site unasked, so it cannot drive the phones.
  if (!request.headers['content-type']?.startsWith('application/json')) {
    throw new Refusal(415, 'Send the body as application/json.');
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_MAX_BYTES) throw new Refusal(413, 'The body is larger than 1 MB.');
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new Refusal(400, 'The body is not valid JSON.');
  }
}

/** Checks a body against its schema. Throws a Refusal that names every field that is wrong. */
export function checked<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const complaints = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
  throw new Refusal(400, complaints.join('; '));
}
