import { done, scheduleAnswer, scheduleSettings } from '@grabber/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { messageText } from '../../i18n/index.ts';
import { sessionOf } from '../access.ts';
import type { HttpDeps } from '../ports.ts';
import { answers, sessionParams } from './route.ts';

const path = '/:session_id/schedule';

/** When a session is grabbed by itself. */
export function scheduleRoutes({ schedules }: HttpDeps): FastifyPluginAsyncZod {
  return async (app) => {
    const reading = { params: sessionParams, response: answers(200, scheduleAnswer) };
    app.get(path, { config: { scope: 'sessions:read' }, schema: reading }, async (request) => {
      const schedule = await schedules.get(sessionOf(request, request.params.session_id));
      const message = messageText(request.language, schedule ? 'schedule_found' : 'schedule_none');
      return { success: true as const, message, data: { schedule } };
    });

    const setting = { params: sessionParams, body: scheduleSettings, response: answers(200, scheduleAnswer) };
    app.put(path, { config: { scope: 'sessions:write', audit: 'schedule_set' }, schema: setting }, async (request) => {
      const schedule = await schedules.set(sessionOf(request, request.params.session_id), request.body);
      return {
        success: true as const,
        message: messageText(request.language, 'schedule_set'),
        data: { schedule },
      };
    });

    const removing = { params: sessionParams, response: answers(200, done) };
    const config = { scope: 'sessions:write', audit: 'schedule_removed' } as const;
    app.delete(path, { config, schema: removing }, async (request) => {
      await schedules.remove(sessionOf(request, request.params.session_id));
      return { success: true as const, message: messageText(request.language, 'schedule_removed') };
    });
  };
}
