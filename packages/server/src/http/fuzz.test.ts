import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import type { InjectOptions } from 'fastify';
import { afterAll, expect, test } from 'vitest';
import { noCounts } from '../grabbing/counts.ts';
import { end, group, groups, member, people, saved } from '../grabbing/testing/facts.ts';
import { httpOnSqlite } from './testing/on-sqlite.ts';

type Schema = Record<string, unknown>;
type Operation = {
  parameters?: ({ name: string; in: string } & Schema)[];
  requestBody?: { content: Record<string, { example?: unknown }> };
  responses: Record<string, { $ref?: string; content?: Record<string, { schema: Schema }> }>;
};
type Document = {
  paths: Record<string, Record<string, Operation>>;
  components: Record<string, Record<string, Schema>>;
};

const http = await httpOnSqlite();
const admin = (await http.headersFor('admin'))['x-api-key'];
afterAll(http.close);
const document = http.app.swagger() as unknown as Document;
const routes = Object.entries(document.paths).flatMap(([path, operations]) =>
  Object.entries(operations).map(([method, operation]) => ({ path, method, operation })),
);
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: false });
ajv.addSchema({ $id: 'doc', components: document.components });

const runs = Number(process.env['FUZZ_RUNS'] ?? 60);
const slowMs = 10_000;

const hostile = fc.oneof(
  fc.constantFrom(
    's1',
    '7',
    '',
    '..',
    '../../etc/passwd',
    '..%2f..%2f',
    '.env',
    '\0',
    '\u202e',
    '\ufffe',
    '{{7*7}}',
    '%',
    '%s%n',
  ),
  fc.constantFrom(
    "'; DROP TABLE contacts; --",
    "' OR '1'='1",
    '1 UNION SELECT hash FROM api_keys',
    '$(id)',
    '__proto__',
  ),
  fc.constantFrom(
    '=HYPERLINK("http://x","y")',
    '+1+1',
    '@SUM(A1)',
    '-2+3',
    '<script>alert(1)</script>',
    'null',
    '1e309',
  ),
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.constantFrom('x', '💥', '\r\n', 'é').map((unit) => unit.repeat(3000)),
);
const anything = fc.oneof(
  hostile,
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.jsonValue({ maxDepth: 3 }),
);

/** The example of the documentation with some fields replaced, added or taken away; or something else altogether. */
function bodies(example: unknown): fc.Arbitrary<string> {
  const fields = Object.keys((example ?? {}) as object);
  const changes = fc.dictionary(fc.constantFrom(...fields, '__proto__', 'constructor', 'extra'), anything, {
    maxKeys: 4,
  });
  return fc.oneof(
    { weight: 4, arbitrary: changes.map((changed) => JSON.stringify({ ...(example as object), ...changed })) },
    { weight: 1, arbitrary: fc.json({ maxDepth: 4 }) },
    { weight: 1, arbitrary: hostile },
    { weight: 1, arbitrary: fc.integer({ min: 100, max: 5000 }).map((depth) => '['.repeat(depth)) },
  );
}

/** A lone surrogate can't be percent-encoded; it stands for bytes that are no UTF-8. */
function encode(text: string): string {
  return text.isWellFormed() ? encodeURIComponent(text) : '%ff%fe%c3';
}

function requests(path: string, method: string, operation: Operation): fc.Arbitrary<InjectOptions> {
  const queries = (operation.parameters ?? []).filter((each) => each.in === 'query').map(({ name }) => name);
  const segments = path.split('/').map((part) => {
    if (!part.startsWith('{')) return fc.constant(part);
    return fc.oneof(fc.constant(part.includes('session') ? 's1' : '7'), hostile.map(encode));
  });
  return fc.record({
    method: fc.constant(method.toUpperCase() as 'GET'),
    url: fc
      .tuple(
        fc.tuple(...segments),
        fc.dictionary(fc.constantFrom(...queries, 'x'), hostile.map(encode), { maxKeys: 3 }),
      )
      .map(
        ([parts, query]) =>
          `${parts.join('/')}?${Object.entries(query)
            .map((pair) => pair.join('='))
            .join('&')}`,
      ),
    payload: method === 'get' ? fc.constant('') : bodies(operation.requestBody?.content['application/json']?.example),
    headers: fc.record({
      'x-api-key': fc.oneof(
        { weight: 8, arbitrary: fc.constant(admin) },
        { weight: 1, arbitrary: fc.constant('wrong') },
      ),
      'content-type': fc.constantFrom(
        'application/json',
        'application/json',
        'application/x-www-form-urlencoded',
        'text/xml',
        '',
      ),
      'accept-language': fc.string({ unit: 'grapheme-ascii', maxLength: 40 }),
      'idempotency-key': fc.constantFrom('a-1', 'two words', 'x'.repeat(300)),
      'if-none-match': fc.constantFrom('*', 'W/"x"', '"', ''),
      'x-request-id': fc.string({ unit: 'grapheme-ascii', maxLength: 80 }),
    }),
  });
}

http.engine.isLinked = async () => false;
http.engine.requestPairingCode = async () => ({ code: 'ABCD1234', expires_at: '2099-01-01T00:00:00.000Z' });
http.engine.answer('s1', 'contacts', [people(saved('62811', 'Budi')), end()]);
http.engine.answer('s1', 'groups', [groups(group('1@g.us', [member({ pn: '62811' })])), end()]);

/** A session and a grab that the addresses may name; an earlier request may have deleted them. */
async function restore(): Promise<void> {
  const { db } = http.storage;
  const known = db.selectFrom('grabs').select('id').where('id', '=', 7).where('session_id', '=', 's1');
  if (await known.executeTakeFirst()) return;
  const sessions = db.selectFrom('whatsapp_sessions').select('id').where('session_id', '=', 's1');
  if (!(await sessions.executeTakeFirst())) await http.connected({ session_id: 's1', name: 'Toko' });
  await db.deleteFrom('grabs').where('id', '=', 7).execute();
  const at = new Date().toISOString();
  const state = {
    kind: 'all',
    status: 'completed',
    stage: 'done',
    counts: JSON.stringify(noCounts()),
    errors_count: 0,
  } as const;
  const times = { created_at: at, started_at: at, finished_at: at };
  const nothing = { error_code: null, error_reason: null, missing: null, retry_of: null };
  await db
    .insertInto('grabs')
    .values({ id: 7, session_id: 's1', ...state, ...times, ...nothing })
    .execute();
}

test('the document lists routes to be tried', () => {
  expect(routes.length).toBeGreaterThan(45);
});

test.each(routes)(
  '$method $path answers whatever comes with what it documents',
  async ({ path, method, operation }) => {
    await restore();
    await fc.assert(
      fc.asyncProperty(requests(path, method, operation), async (request) => {
        const begin = performance.now();
        const answer = await http.call(request);
        expect(performance.now() - begin).toBeLessThan(slowMs);
        expect(answer.statusCode).not.toBe(500);
        expect(answer.body).not.toMatch(/node_modules|\.ts:\d+|at \w+ \(|SQLITE_/);
        // A hostile address may be one of another route.
        if (answer.statusCode !== 304 && isJson(answer.headers) && !isElsewhere(request)) {
          expect(problemOf(operation, answer)).toBeUndefined();
        }
      }),
      { numRuns: runs },
    );
  },
  120_000,
);

function isJson(headers: Record<string, unknown>): boolean {
  return /^application\/json(;|$)/.test(String(headers['content-type']));
}

/** Dots lead out of the route, before anything of ours sees the address. */
function isElsewhere({ url }: InjectOptions): boolean {
  return /\/\.\.?(\/|\?|$)/.test(String(url));
}

/** What about an answer is not as the document says. */
function problemOf(operation: Operation, answer: { statusCode: number; body: string }): string | undefined {
  const body = JSON.parse(answer.body) as { code?: string };
  if (body.code === 'not_found' || body.code === 'session_not_found') return undefined;
  const documented = operation.responses[String(answer.statusCode)];
  if (!documented) return `status ${answer.statusCode} (${body.code}) is not documented`;
  const pointer = documented.$ref?.split('/').at(-1) ?? '';
  const response = documented.$ref ? (document.components['responses']?.[pointer] as typeof documented) : documented;
  const schema = response.content?.['application/json']?.schema;
  if (!schema) return undefined;
  const absolute = JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"doc#/components')) as Schema;
  return ajv.validate(absolute, body) ? undefined : ajv.errorsText();
}
