import { fastifySSE } from '@fastify/sse';
import type { FastifyInstance } from 'fastify';
import { analyticsRoutes } from './api/analytics.ts';
import { auditRoutes } from './api/audit.ts';
import { authRoutes } from './api/auth.ts';
import { meRoutes } from './api/auth-me.ts';
import { backupRoutes } from './api/backups.ts';
import { bulkRoutes } from './api/bulk.ts';
import { careContactRoutes } from './api/care-contacts.ts';
import { changeRoutes } from './api/changes.ts';
import { contactListRoutes } from './api/contact-lists.ts';
import { contactRoutes } from './api/contacts.ts';
import { duplicateRoutes } from './api/duplicates.ts';
import { erasureRoutes } from './api/erasures.ts';
import { eventRoutes } from './api/events.ts';
import { exportRoutes } from './api/exports.ts';
import { grabAndWaitRoutes } from './api/grab-and-wait.ts';
import { grabRoutes } from './api/grabs.ts';
import { groupRoutes } from './api/groups.ts';
import { healthRoutes } from './api/health.ts';
import { historyRoutes } from './api/history.ts';
import { importRoutes } from './api/imports.ts';
import { jobRoutes } from './api/jobs.ts';
import { keyRoutes } from './api/keys.ts';
import { mergeRoutes } from './api/merges.ts';
import { optOutRoutes } from './api/opt-outs.ts';
import { pairingRoutes } from './api/pairing.ts';
import { peopleRoutes } from './api/people.ts';
import { invitationRoutes } from './api/people-invitations.ts';
import { personalDataRoutes } from './api/personal-data.ts';
import { scheduleRoutes } from './api/schedules.ts';
import { segmentRoutes } from './api/segments.ts';
import { sessionRoutes } from './api/sessions.ts';
import { settingsRoutes } from './api/settings.ts';
import { staticListRoutes } from './api/static-lists.ts';
import { tagRuleRoutes } from './api/tag-rules.ts';
import { tagRoutes } from './api/tags.ts';
import { webhookRoutes } from './api/webhooks.ts';
import { engineContract } from './engine-contract/routes.ts';
import { docsRoutes } from './openapi/docs.ts';
import { pageRoutes } from './page/routes.ts';
import type { HttpDeps } from './ports.ts';
import { createApp } from './server.ts';

/** Often enough that nothing between takes a quiet stream for a dead one. */
const heartbeatMs = 15_000;

/** The whole HTTP side: the application API, the engine contract and `/health`. Not listening yet; the caller closes it. */
export function buildHttp(deps: HttpDeps): FastifyInstance {
  const app = createApp(deps);
  app.register(docsRoutes);
  app.register(pageRoutes(deps));
  app.register(healthRoutes(deps));
  app.register(engineContract(deps), { prefix: '/sessions' });
  app.register(fastifySSE, { heartbeatInterval: heartbeatMs });
  app.register(eventRoutes(deps), { prefix: '/api' });
  const api = [sessionRoutes, pairingRoutes, contactRoutes, grabRoutes, grabAndWaitRoutes, scheduleRoutes];
  for (const routes of api) app.register(routes(deps), { prefix: '/api/sessions' });
  app.register(exportRoutes(deps), { prefix: '/api' });
  app.register(changeRoutes(deps), { prefix: '/api/changes' });
  app.register(webhookRoutes(deps), { prefix: '/api/webhooks' });
  app.register(analyticsRoutes(deps), { prefix: '/api/analytics' });
  app.register(historyRoutes(deps), { prefix: '/api' });
  app.register(importRoutes(deps), { prefix: '/api/imports' });
  app.register(jobRoutes(deps), { prefix: '/api/jobs' });
  app.register(contactListRoutes(deps), { prefix: '/api/contacts' });
  app.register(careContactRoutes(deps), { prefix: '/api/contacts' });
  app.register(groupRoutes(deps), { prefix: '/api/groups' });
  app.register(tagRoutes(deps), { prefix: '/api/tags' });
  app.register(tagRuleRoutes(deps), { prefix: '/api/tag-rules' });
  app.register(segmentRoutes(deps), { prefix: '/api/segments' });
  app.register(staticListRoutes(deps), { prefix: '/api/lists' });
  app.register(bulkRoutes(deps), { prefix: '/api/bulk' });
  app.register(duplicateRoutes(deps), { prefix: '/api/duplicates' });
  app.register(mergeRoutes(deps), { prefix: '/api/merges' });
  app.register(authRoutes(deps), { prefix: '/api' });
  app.register(meRoutes(deps), { prefix: '/api' });
  app.register(peopleRoutes(deps), { prefix: '/api/people' });
  app.register(invitationRoutes(deps), { prefix: '/api/invitations' });
  app.register(keyRoutes(deps), { prefix: '/api/keys' });
  app.register(auditRoutes(deps), { prefix: '/api/audit' });
  app.register(backupRoutes(deps), { prefix: '/api/backups' });
  app.register(erasureRoutes(deps), { prefix: '/api/erasures' });
  app.register(optOutRoutes(deps), { prefix: '/api/opt-outs' });
  app.register(personalDataRoutes(deps), { prefix: '/api/personal-data' });
  app.register(settingsRoutes(deps), { prefix: '/api/settings' });
  return app;
}

/** The engine contract alone, for a listener of its own. */
export function buildEngineHttp(deps: HttpDeps): FastifyInstance {
  const app = createApp(deps);
  app.register(healthRoutes(deps));
  app.register(engineContract(deps), { prefix: '/sessions' });
  return app;
}
