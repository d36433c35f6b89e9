import { type FastifyReply, type FastifyRequest, LogController } from 'fastify';

/** One line for each answer, with the route's pattern instead of the address, and without headers. */
export class AccessLog extends LogController {
  constructor() {
    super({ requestIdLogLabel: 'request_id' });
  }

  override incomingRequest(): void {}

  override requestCompleted(_error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const { method = request.method, url = 'unknown route' } = request.routeOptions;
    const facts = {
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      caller: request.principal && `${request.principal.kind}:${request.principal.id}`,
    };
    request.log.info(facts, `${method} ${url}`);
  }

  override streamError(error: Error, request: FastifyRequest): void {
    const hungUp = 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
    if (hungUp) request.log.info('the caller hung up in the middle of the answer');
    else request.log.error({ err: error }, 'the answer was cut off');
  }
}
