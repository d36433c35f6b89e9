import {
  analyticsCountries,
  analyticsDaysQuery,
  analyticsGrabs,
  analyticsGroups,
  analyticsGrowth,
  analyticsOperators,
  analyticsOverlap,
  analyticsOverview,
  analyticsQuery,
  analyticsTopQuery,
} from '@grabber/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { isVisible, type Visible } from '../../auth/index.ts';
import { type MessageKey, messageText } from '../../i18n/index.ts';
import { principalOf } from '../access.ts';
import { toCsv } from '../csv.ts';
import type { HttpDeps } from '../ports.ts';
import { answers } from './route.ts';

const config = { scope: 'contacts:read' } as const;

/** Counts over what is saved, each as JSON or as CSV. */
export function analyticsRoutes({ analytics }: HttpDeps): FastifyPluginAsyncZod {
  return async (app) => {
    const plain = { querystring: analyticsQuery };
    const days = { querystring: analyticsDaysQuery };
    const top = { querystring: analyticsTopQuery };

    app.get(
      '/overview',
      { config, schema: { ...plain, response: either(analyticsOverview) } },
      async (request, reply) => {
        const data = await analytics.overview(visibleOf(request, request.query.session_id));
        return send(request, reply, { data, rows: () => data.sessions });
      },
    );
    app.get('/growth', { config, schema: { ...days, response: either(analyticsGrowth) } }, async (request, reply) => {
      const data = await analytics.growth(visibleOf(request, request.query.session_id), request.query);
      return send(request, reply, { data, rows: () => data.days });
    });
    app.get(
      '/countries',
      { config, schema: { ...plain, response: either(analyticsCountries) } },
      async (request, reply) => {
        const data = await analytics.countries(visibleOf(request, request.query.session_id));
        return send(request, reply, { data, rows: () => data.countries });
      },
    );
    app.get(
      '/operators',
      { config, schema: { ...plain, response: either(analyticsOperators) } },
      async (request, reply) => {
        const data = await analytics.operators(visibleOf(request, request.query.session_id));
        const rows = () =>
          data.operators.flatMap(({ operator, prefixes }) => prefixes.map((each) => ({ operator, ...each })));
        return send(request, reply, { data, rows });
      },
    );
    app.get('/groups', { config, schema: { ...top, response: either(analyticsGroups) } }, async (request, reply) => {
      const data = await analytics.groups(visibleOf(request, request.query.session_id), request.query.limit);
      return send(request, reply, { data, rows: () => data.groups });
    });
    app.get('/overlap', { config, schema: { ...top, response: either(analyticsOverlap) } }, async (request, reply) => {
      const data = await analytics.overlap(visibleOf(request, request.query.session_id), request.query.limit);
      const nameOf = new Map(data.groups.map(({ id, name }) => [id, name]));
      const rows = () =>
        data.pairs.map((pair) => ({ ...pair, a_name: nameOf.get(pair.a), b_name: nameOf.get(pair.b) }));
      return send(request, reply, { data, rows });
    });
    app.get('/grabs', { config, schema: { ...days, response: either(analyticsGrabs) } }, async (request, reply) => {
      const data = await analytics.grabs(visibleOf(request, request.query.session_id), request.query);
      return send(request, reply, { data, rows: () => data.days });
    });
  };
}

/** JSON, or the text of a CSV file. */
function either<T extends z.ZodType>(schema: T) {
  const content = { 'application/json': { schema }, 'text/csv': { schema: z.string() } };
  return { ...answers(200, schema), 200: { description: 'The counts.', content } } as unknown as { 200: T };
}

/** A session that the caller may not see is one in which there is nothing. */
function visibleOf(request: FastifyRequest, sessionId: string | undefined): Visible {
  const { sessions } = principalOf(request);
  if (!sessionId) return sessions;
  return new Set(isVisible(sessions, sessionId) ? [sessionId] : []);
}

type Found<T> = { data: T; rows: () => Record<string, unknown>[] };
const read: MessageKey = 'analytics_read';

function send<T>(request: FastifyRequest, reply: FastifyReply, { data, rows }: Found<T>) {
  const answer = { success: true as const, message: messageText(request.language, read), data };
  if ((request.query as { format: string }).format !== 'csv') return answer;
  const name = request.routeOptions.url?.split('/').at(-1);
  reply.header('Content-Disposition', `attachment; filename="${name}.csv"`).type('text/csv; charset=utf-8');
  // To the type system it is the answer that will have been read.
  return reply.serializer(String).send(toCsv(rows())) as unknown as typeof answer;
}
