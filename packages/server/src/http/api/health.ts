import { engineStatus, health } from '@grabber/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { isoTime } from '../../core/index.ts';
import { type Language, messageText } from '../../i18n/index.ts';
import type { HttpDeps } from '../ports.ts';
import { answers } from './route.ts';

/** Whether the program runs, for supervisors and both kinds of callers. */
export function healthRoutes({ databaseAnswers, config }: HttpDeps): FastifyPluginAsyncZod {
  const simulator = config.whatsappSocketUrl !== undefined;
  return async (app) => {
    app.get(
      '/health',
      { config: { scope: 'public' }, schema: { response: { 200: health, 503: health } } },
      async (request, reply) => {
        const { ok, ...facts } = await check(request.language);
        const database = ok ? ('ok' as const) : ('failing' as const);
        reply.code(ok ? 200 : 503);
        return { ...facts, status: database, database, uptime_seconds: Math.floor(process.uptime()), simulator };
      },
    );

    app.get(
      '/api/engine-status',
      { config: { scope: 'sessions:read' }, schema: { response: answers(200, engineStatus) } },
      async (request) => {
        const { success, message, timestamp } = await check(request.language);
        return { success, message, timestamp };
      },
    );
  };

  async function check(language: Language) {
    const ok = await databaseAnswers().catch(() => false);
    const message = messageText(language, ok ? 'engine_running' : 'engine_failing');
    return { ok, success: ok, message, timestamp: isoTime(Date.now()) };
  }
}
