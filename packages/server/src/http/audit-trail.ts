import type { AuditAction } from '@grabber/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Audit, Deed } from '../auth/index.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What a call of this route is written down as, unless it was refused. */
    audit?: AuditAction;
  }
  interface FastifyRequest {
    /** What the handler knows about the deed and the address doesn't tell. */
    deed: Omit<Deed, 'action'> | null;
  }
}

/** Writes down who called the routes that say so. What auth does itself stands in the log already, in the same transaction. */
export function keepAuditTrail(app: FastifyInstance, audit: Pick<Audit, 'record'>): void {
  app.decorateRequest('deed', null);
  app.addHook('onSend', async (request, reply) => {
    const { audit: action } = request.routeOptions.config;
    // a refused request did nothing; a failed one may have
    const isRefused = reply.statusCode >= 400 && reply.statusCode < 500;
    const isRepeated = reply.hasHeader('Idempotent-Replayed');
    if (!action || isRefused || isRepeated || !request.principal) return;
    const caller = { principal: request.principal, address: request.ip };
    await audit
      .record(caller, { action, ...deedOf(request, reply) })
      .catch((err) => request.log.error({ err, action }, 'could not write the audit log'));
  });
}

function deedOf({ params, deed }: FastifyRequest, { statusCode }: FastifyReply): Omit<Deed, 'action'> {
  const { session_id, sessionId, grab_id } = params as Record<string, string | number | undefined>;
  const about = session_id ?? sessionId;
  const failed = statusCode >= 500 ? { failed_with: statusCode } : {};
  const details = { ...(grab_id === undefined ? {} : { grab_id }), ...deed?.details, ...failed };
  return { session_id: deed?.session_id ?? (about === undefined ? undefined : String(about)), details };
}
