import type { ErrorCode } from '@grabber/contract';
import { type MessageKey, messageText } from '../../i18n/index.ts';
import { exampleOf } from './example.ts';
import { failureResponses } from './failures.ts';
import { headers, parameters } from './shared.ts';

type Schema = Record<string, unknown>;
type Content = { schema: Schema; example?: unknown };
type Response = { description?: string; headers?: Schema; content?: Record<string, Content> };
type Operation = {
  parameters?: Schema[];
  requestBody?: { content: Record<string, Content> };
  responses: Record<string, Response>;
  'x-errors'?: ErrorCode[];
  'x-says'?: MessageKey;
};

/** An OpenAPI document, as far as it is worked on here. */
export type Document = {
  paths: Record<string, Record<string, Operation>>;
  components: Record<string, Record<string, Schema>>;
};

/** Adds what follows from the rest: examples, failures, and what all routes of a kind take and answer beside their schemas. */
export function complete(document: Document): Document {
  const { components, paths } = document;
  const schemas = components['schemas'] ?? {};
  const shared: Record<string, Schema> = {};
  for (const [path, operations] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      finish(operation, { method, path, schemas, shared });
    }
  }
  const all = { ...components, responses: sorted(shared), parameters, headers };
  return { ...document, components: { ...all, schemas: usedSchemas({ paths, responses: shared }, schemas) } };
}

type Place = { method: string; path: string; schemas: Record<string, Schema>; shared: Record<string, Schema> };

function finish(operation: Operation, { method, path, schemas, shared }: Place): void {
  const { 'x-errors': errors = [], 'x-says': says } = operation;
  delete operation['x-errors'];
  delete operation['x-says'];
  const message = says ? { message: messageText('id', says) } : {};
  for (const parameter of operation.parameters ?? []) addParameterExample(parameter, schemas);
  for (const content of Object.values(operation.requestBody?.content ?? {})) {
    content.example = exampleOf(content.schema, schemas);
  }
  for (const [status, response] of Object.entries(operation.responses))
    finishSuccess(status, response, schemas, message);
  const isJson = 'application/json' in (operation.responses['200']?.content ?? {});
  const extra = method === 'post' ? ['IdempotencyKey'] : method === 'get' && isJson ? ['IfNoneMatch'] : [];
  const named = ['AcceptLanguage', ...extra].map((name) => ({ $ref: `#/components/parameters/${name}` }));
  operation.parameters = [...(operation.parameters ?? []), ...named];
  const notModified = extra.includes('IfNoneMatch')
    ? { '304': { description: 'The answer is the one that the caller has.' } }
    : {};
  operation.responses = { ...operation.responses, ...notModified, ...failureResponses(path, errors, shared) };
}

function finishSuccess(status: string, response: Response, schemas: Record<string, Schema>, fixed: Schema): void {
  response.description = descriptions[status] ?? 'The answer.';
  response.headers = { 'X-Request-Id': { $ref: '#/components/headers/RequestId' } };
  response.headers['RateLimit'] = { $ref: '#/components/headers/RateLimit' };
  for (const content of Object.values(response.content ?? {})) {
    content.example = exampleOf(content.schema, schemas, fixed);
  }
}

const descriptions: Record<string, string> = {
  '200': 'Done.',
  '201': 'Created.',
  '202': 'Accepted; it goes on in the background.',
  '503': 'The server runs, but something that it needs does not.',
};

function addParameterExample(parameter: Schema, schemas: Record<string, Schema>): void {
  const schema = parameter['schema'] as Schema | undefined;
  if (!schema || parameter['name'] === 'cursor') return;
  parameter['example'] = exampleOf(schema, schemas, {}, String(parameter['name']));
}

/** The schemas that are referred to, from anywhere outside or from another that is. */
function usedSchemas(outside: unknown, schemas: Record<string, Schema>): Record<string, Schema> {
  const used = new Set<string>();
  const follow = (part: unknown) => {
    for (const [, name = ''] of JSON.stringify(part).matchAll(/#\/components\/schemas\/([^"]+)"/g)) {
      if (used.has(name)) continue;
      used.add(name);
      follow(schemas[name] ?? {});
    }
  };
  follow(outside);
  return sorted(Object.fromEntries(Object.entries(schemas).filter(([name]) => used.has(name))));
}

function sorted<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
