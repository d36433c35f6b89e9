import { jobAnswer, type SettingsChange, settingsAnswer, settingsChange } from '@grabber/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { requireUnbound } from '../../auth/index.ts';
import { isSchedule } from '../../backup/index.ts';
import { messageText } from '../../i18n/index.ts';
import { principalOf } from '../access.ts';
import type { HttpDeps } from '../ports.ts';
import { InvalidRequest } from '../validation.ts';
import { answers } from './route.ts';

/** What the owner of the installation decides while it runs, and the clearing away that follows from it. */
export function settingsRoutes({ settings, privacy }: HttpDeps): FastifyPluginAsyncZod {
  return async (app) => {
    const reading = { response: answers(200, settingsAnswer) };
    app.get('', { config: { scope: 'contacts:read' }, schema: reading }, async (request) => {
      const data = { settings: await settings.read() };
      return { success: true as const, message: messageText(request.language, 'settings_read'), data };
    });

    const changing = { body: settingsChange, response: answers(200, settingsAnswer) };
    app.patch('', { config: { scope: 'admin', audit: 'settings_changed' }, schema: changing }, async (request) => {
      requireUnbound(principalOf(request), 'admin');
      const { backup } = await settings.read();
      requireSchedule({ ...backup, ...request.body.backup });
      const data = { settings: await settings.change(request.body) };
      request.deed = { details: { fields: Object.keys(request.body) } };
      return { success: true as const, message: messageText(request.language, 'settings_changed'), data };
    });

    const starting = { response: answers(202, jobAnswer) };
    const started = { scope: 'admin', audit: 'retention_started' } as const;
    app.post('/retention/run', { config: started, schema: starting }, async (request, reply) => {
      requireUnbound(principalOf(request), 'admin');
      const job = await privacy.runRetention(principalOf(request));
      request.deed = { details: { job_id: job.id } };
      reply.code(202);
      return { success: true as const, message: messageText(request.language, 'retention_started'), data: { job } };
    });
  };
}

/** Throws when no backup would ever be due by this. */
function requireSchedule({ cron, timezone = 'UTC' }: NonNullable<SettingsChange['backup']>): void {
  if (cron === null || cron === undefined || isSchedule(cron, timezone)) return;
  const path = ['backup', isSchedule(cron, 'UTC') ? 'timezone' : 'cron'];
  throw new InvalidRequest([{ code: 'invalid_format', format: 'cron', path, message: 'no schedule', input: cron }]);
}
