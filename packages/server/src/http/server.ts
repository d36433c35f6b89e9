import { type FastifyBaseLogger, type FastifyInstance, fastify } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { AppError } from '../core/index.ts';
import { namedLogger } from '../observability/index.ts';
import { guardRoutes } from './access.ts';
import { AccessLog } from './access-log.ts';
import { keepAuditTrail } from './audit-trail.ts';
import { acceptBodies } from './bodies.ts';
import { answerClientErrors } from './client-error.ts';
import { announceClosing } from './closing.ts';
import { addContext, requestId, setContext } from './context.ts';
import { sendFailure } from './failure.ts';
import { doOnce } from './idempotency/do-once.ts';
import { describeRoutes } from './openapi/describe.ts';
import { openDocs } from './openapi/docs.ts';
import { asksForPage, sendPage } from './page/send-page.ts';
import { ruleBrowsers } from './plugins/browser-rules.ts';
import { compressAnswers } from './plugins/compression.ts';
import { tagAnswers } from './plugins/etags.ts';
import { limitAddresses, limitCallers, prepareLimits } from './plugins/rate-limits.ts';
import { rememberAnswers } from './plugins/remembered-answers.ts';
import { serializerCompiler } from './plugins/serializer.ts';
import { limitAddressLength, sizeLimits } from './plugins/sizes.ts';
import type { HttpDeps } from './ports.ts';
import { acceptCookies } from './sign-in-cookie.ts';
import { validatorCompiler } from './validation.ts';

/** A Fastify app with everything that all routes share, and no route yet. */
export function createApp({
  keys,
  access,
  keptAnswers,
  dataVersion,
  logger,
  config,
}: Pick<HttpDeps, 'keys' | 'access' | 'keptAnswers' | 'dataVersion' | 'logger' | 'config'>): FastifyInstance {
  const app = fastify({
    loggerInstance: namedLogger(logger, 'http') as FastifyBaseLogger,
    logController: new AccessLog(),
    genReqId: requestId,
    exposeHeadRoutes: false,
    ...sizeLimits(config),
    trustProxy: config.trustedProxies.length > 0 && config.trustedProxies,
    clientErrorHandler: answerClientErrors(config.language),
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
  rememberAnswers(app, dataVersion);
  tagAnswers(app);
  openDocs(app);
  ruleBrowsers(app, config.corsOrigins);
  compressAnswers(app);
  describeRoutes(app);
  prepareLimits(app);
  // Behind the plugins above, so that what is refused here still carries their headers.
  void app.after(() => {
    limitAddressLength(app);
    limitAddresses(app, config.requestsPerMinute);
    guardRoutes(app, { keys, signIns: access.signIns });
    limitCallers(app, config.requestsPerMinute);
    keepAuditTrail(app, access.audit);
    doOnce(app, keptAnswers);
  });
  app.setErrorHandler(sendFailure);
  // An address within the page is known to the page only.
  app.setNotFoundHandler(async (request, reply) =>
    asksForPage(request)
      ? await sendPage(config.pageFolder, request, reply)
      : await sendFailure(new AppError('not_found'), request, reply),
  );
  return app.withTypeProvider<ZodTypeProvider>();
}
