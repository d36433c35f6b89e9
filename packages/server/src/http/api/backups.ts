import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { backupCheckAnswer, backupList, backupsQuery, done, jobAnswer } from '@grabber/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { requireUnbound } from '../../auth/index.ts';
import { messageText } from '../../i18n/index.ts';
import { principalOf } from '../access.ts';
import type { HttpDeps } from '../ports.ts';
import { attachment } from './jobs.ts';
import { pageAs } from './page-as.ts';
import { answers } from './route.ts';

const scope = 'admin';
const params = z.object({ name: z.string() });

/** Backups: make, list, download, prove, delete. Restoring is the command line's, with the server stopped. */
export function backupRoutes({ backups }: HttpDeps): FastifyPluginAsyncZod {
  return async (app) => {
    app.addHook('preHandler', async (request) => requireUnbound(principalOf(request), scope));

    const listing = { querystring: backupsQuery, response: answers(200, backupList) };
    app.get('', { config: { scope }, schema: listing }, async (request) => {
      const rows = (await backups.list()).map((row) => ({ ...row, id: Date.parse(row.created_at) }));
      const data = pageAs('backups', rows, request.query);
      return { success: true as const, message: messageText(request.language, 'backups_listed'), data };
    });

    const making = { response: answers(202, jobAnswer) };
    app.post('', { config: { scope, audit: 'backup_started' }, schema: making }, async (request, reply) => {
      const job = await backups.start(principalOf(request));
      request.deed = { details: { job_id: job.id } };
      reply.code(202);
      return { success: true as const, message: messageText(request.language, 'backup_started'), data: { job } };
    });

    const content = { 'application/octet-stream': { schema: z.string() } };
    const fetching = { params, response: { ...answers(200, z.string()), 200: { content } } };
    app.get(
      '/:name/file',
      { config: { scope, audit: 'backup_downloaded' }, schema: fetching },
      async (request, reply) => {
        const { name } = request.params;
        const file = await backups.find(name);
        const { size } = await stat(file);
        request.deed = { details: { name } };
        reply.type('application/octet-stream').header('Content-Length', size);
        reply.header('Content-Disposition', attachment(name));
        return createReadStream(file) as unknown as string;
      },
    );

    const proving = { params, response: answers(200, backupCheckAnswer) };
    app.post('/:name/verify', { config: { scope }, schema: proving }, async (request) => {
      const check = await backups.verify(request.params.name);
      return { success: true as const, message: messageText(request.language, 'backup_verified'), data: { check } };
    });

    const removing = { params, response: answers(200, done) };
    app.delete('/:name', { config: { scope, audit: 'backup_deleted' }, schema: removing }, async (request) => {
      const { name } = request.params;
      await backups.remove(name);
      request.deed = { details: { name } };
      return { success: true as const, message: messageText(request.language, 'backup_deleted') };
    });
  };
}
