import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { adminKey, fixture } from './testing.ts';

const { app, call } = fixture();
afterAll(() => app.close());

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('s1', '..', '\0', "'--"),
);
const paths = fc.constantFrom(
  ...['status', 'qr', 'connect', 'pairing-code', 'contacts', 'grabs', 'grabs/7', 'grabs/7/cancel', 'grab-all'],
);
const address = fc.oneof(
  fc.constantFrom('/api/sessions', '/sessions', '/sessions/create', '/health', '/'),
  fc
    .tuple(fc.constantFrom('/api/sessions', '/sessions'), text, paths)
    .map(([base, id, path]) => `${base}/${encode(id)}/${path}`),
  fc.webPath().map((path) => `/${path}`),
);
const body = fc.oneof(
  fc.json({ maxDepth: 3 }),
  fc
    .record({ name: text, phone_number: text, sessionId: text, kind: text }, { requiredKeys: [] })
    .map((it) => JSON.stringify(it)),
  text,
);
const headers = fc.record({
  'content-type': fc.constantFrom('application/json', 'application/x-www-form-urlencoded', 'text/plain', ''),
  'accept-language': fc.string({ unit: 'grapheme-ascii' }),
  'x-request-id': fc.string({ unit: 'grapheme-ascii' }),
});

test('no request makes an internal error, and every answer is JSON', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('GET', 'POST', 'DELETE', 'PUT'),
      address,
      body,
      headers,
      async (method, url, payload, given) => {
        const answer = await call({
          method,
          url,
          headers: { ...given, 'x-api-key': adminKey },
          payload: method === 'GET' ? '' : payload,
        });
        expect(answer.statusCode).not.toBe(500);
        expect(answer.json()).toHaveProperty('success');
        expect(answer.body).not.toContain('node_modules');
      },
    ),
    { numRuns: 500 },
  );
}, 30_000);

/** A lone surrogate can't be percent-encoded; it stands for bytes that are no UTF-8. */
function encode(id: string): string {
  return id.isWellFormed() ? encodeURIComponent(id) : '%ff%fe';
}
