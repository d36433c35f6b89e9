import swagger from '@fastify/swagger';
import type { ErrorCode } from '@grabber/contract';
import type { FastifyInstance, FastifySchema, RouteOptions } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { complete, type Document } from './complete.ts';
import { usualErrors } from './failures.ts';
import { tags } from './operation.ts';
import { operations } from './operations.ts';

const description = [
  'Keeps the address book, groups and members of your own WhatsApp accounts in your own database.',
  'Answers are JSON in snake_case: `success`, `message`, and `data`. Failures carry `code` for programs and a text for people, in Indonesian or, with `Accept-Language: en`, in English; see `docs/errors.md`.',
  'Lists take `limit`, `cursor`, `sort` and `total`. Reads carry an `ETag` for `If-None-Match`. POST takes an `Idempotency-Key`: the same request with the same key within 24 hours is done once and answered again.',
  'Callers have an API key, in `X-API-Key` or as a bearer token.',
].join('\n\n');

/** Lets the app describe itself as OpenAPI 3.1; `app.swagger()` gives the document once the app is ready. */
export function describeRoutes(app: FastifyInstance): void {
  app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'WhatsApp Contact Grabber',
        version: '1',
        description,
        license: { name: 'GPL-3.0-or-later', identifier: 'GPL-3.0-or-later' },
      },
      servers: [{ url: '/', description: 'This server' }],
      tags: Object.entries(tags).map(([name, about]) => ({ name, description: about })),
      components: {
        securitySchemes: {
          apiKey: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
          signIn: { type: 'apiKey', in: 'cookie', name: 'grabber_sign_in', description: 'Of people on the page.' },
          bearer: { type: 'http', scheme: 'bearer', description: 'The same API key.' },
        },
      },
    },
    transform: ({ schema, route, url, ...rest }) =>
      jsonSchemaTransform({ ...rest, route, url, schema: described(schema ?? {}, route) }),
    transformObject: (document) => complete(jsonSchemaTransformObject(document) as unknown as Document) as never,
  });
}

function described(schema: FastifySchema, route: RouteOptions): FastifySchema {
  const { response, ...asked } = schema;
  const successes = Object.entries(response ?? {}).filter(([status]) => /^\d+$/.test(status));
  const { id, tag, summary, description: about, says, errors = [] } = operations[`${route.method} ${route.url}`] ?? {};
  const { scope = 'admin' } = route.config ?? {};
  const facts = {
    method: String(route.method),
    url: route.url,
    scope,
    hasBody: 'body' in asked,
    hasQuery: 'querystring' in asked,
  };
  const codes: ErrorCode[] = [...usualErrors(facts), ...errors];
  return {
    ...asked,
    response: Object.fromEntries(successes),
    ...(id && tag ? { operationId: id, tags: [tag], summary, description: about } : {}),
    security: scope === 'public' ? [] : [{ apiKey: [] }, { bearer: [] }, { signIn: [] }],
    'x-scope': scope,
    'x-errors': codes,
    'x-says': says,
  } as FastifySchema;
}
