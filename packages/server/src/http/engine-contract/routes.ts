import type { FastifyPluginAsync } from 'fastify';
import { AppError } from '../../core/index.ts';
import type { HttpDeps } from '../ports.ts';
import { engineContactRoutes } from './contacts.ts';
import { sendEngineFailure } from './failures.ts';
import { engineSessionRoutes } from './sessions.ts';

/** The engine contract, to be registered under `/sessions`. */
export function engineContract(deps: HttpDeps): FastifyPluginAsync {
  return async (app) => {
    app.setErrorHandler(sendEngineFailure);
    app.setNotFoundHandler((request, reply) => sendEngineFailure(new AppError('not_found'), request, reply));
    app.register(engineSessionRoutes(deps));
    app.register(engineContactRoutes(deps));
  };
}
