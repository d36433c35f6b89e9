import { gatewayError } from '../problem.ts';

/** The whole body, unless it is longer than `most`: then the rest is not even received. */
export async function readBody(response: Response, most: number): Promise<Uint8Array> {
  if (Number(response.headers.get('content-length') ?? 0) > most) {
    await response.body?.cancel();
    throw gatewayError('answer_too_large');
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > most) throw gatewayError('answer_too_large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}
