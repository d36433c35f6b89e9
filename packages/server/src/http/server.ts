import { type FastifyBaseLogger, type FastifyInstance, fastify } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { AppError } from '../core/index.ts';
import { namedLogger } from '../observability/index.ts';
import { guardRoutes } from './access.ts';
import { AccessLog } from './access-log.ts';
import { keepAuditTrail } from './audit-trail.ts';
import { acceptBodies } from './bodies.ts';
import { announceClosing } from './closing.ts';
import { addContext, requestId, setContext } from './context.ts';
import { sendFailure } from './failure.ts';
import { serializerCompiler } from './plugins/serializer.ts';
import type { HttpDeps } from './ports.ts';
import { acceptCookies } from './sign-in-cookie.ts';
import { validatorCompiler } from './validation.ts';

const bodyLimit = 256 * 1024;
const requestTimeoutMs = 30_000;
/** Session ids have up to 255 characters, each of which may come percent-encoded. */
const maxParamLength = 3 * 255;

/** A Fastify app with everything that all routes share, and no route yet. */
export function createApp({
  keys,
  access,
  logger,
  config,
}: Pick<HttpDeps, 'keys' | 'access' | 'logger' | 'config'>): FastifyInstance {
  const app = fastify({
    loggerInstance: namedLogger(logger, 'http') as FastifyBaseLogger,
    logController: new AccessLog(),
    genReqId: requestId,
    exposeHeadRoutes: false,
    bodyLimit,
    requestTimeout: requestTimeoutMs,
    routerOptions: { maxParamLength },
    frameworkErrors: (error, request, reply) => {
      setContext(request, reply, config.language);
      return sendFailure(error, request, reply);
    },
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  announceClosing(app);
  acceptBodies(app);
  addContext(app, config.language);
  acceptCookies(app);
  guardRoutes(app, { keys, signIns: access.signIns });
  keepAuditTrail(app, access.audit);
  app.setErrorHandler(sendFailure);
  app.setNotFoundHandler((request, reply) => sendFailure(new AppError('not_found'), request, reply));
  return app.withTypeProvider<ZodTypeProvider>();
}
