import type { FastifyInstance } from 'fastify';
import { contactRoutes } from './api/contacts.ts';
import { grabAndWaitRoutes } from './api/grab-and-wait.ts';
import { grabRoutes } from './api/grabs.ts';
import { healthRoutes } from './api/health.ts';
import { pairingRoutes } from './api/pairing.ts';
import { sessionRoutes } from './api/sessions.ts';
import { engineContract } from './engine-contract/routes.ts';
import type { HttpDeps } from './ports.ts';
import { createApp } from './server.ts';

/** The whole HTTP side: the application API, the engine contract and `/health`. Not listening yet; the caller closes it. */
export function buildHttp(deps: HttpDeps): FastifyInstance {
  const app = createApp(deps);
  app.register(healthRoutes(deps));
  app.register(engineContract(deps), { prefix: '/sessions' });
  const api = [sessionRoutes, pairingRoutes, contactRoutes, grabRoutes, grabAndWaitRoutes];
  for (const routes of api) app.register(routes(deps), { prefix: '/api/sessions' });
  return app;
}

/** The engine contract alone, for a listener of its own. */
export function buildEngineHttp(deps: HttpDeps): FastifyInstance {
  const app = createApp(deps);
  app.register(healthRoutes(deps));
  app.register(engineContract(deps), { prefix: '/sessions' });
  return app;
}
