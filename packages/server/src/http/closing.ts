import type { FastifyInstance } from 'fastify';
import { AppError } from '../core/index.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Aborted when the server is about to close. */
    closing: AbortSignal;
  }
}

/** Tells requests that wait for something long that the server closes, so that closing doesn't wait for them. */
export function announceClosing(app: FastifyInstance): void {
  const controller = new AbortController();
  app.decorate('closing', controller.signal);
  app.addHook('preClose', async () => controller.abort());
}

/** What the promise gives, unless the server closes first: then throws `shutting_down`, and the work goes on unseen. */
export async function unlessClosing<T>(closing: AbortSignal, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = () => reject(new AppError('shutting_down'));
  if (closing.aborted) stop();
  closing.addEventListener('abort', stop);
  try {
    return await Promise.race([work, promise]);
  } finally {
    closing.removeEventListener('abort', stop);
  }
}
