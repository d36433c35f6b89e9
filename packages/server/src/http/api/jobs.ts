import { createReadStream } from 'node:fs';
import { jobAnswer, jobItemList, jobItemsQuery, jobList, jobsQuery } from '@grabber/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { messageText } from '../../i18n/index.ts';
import { principalOf } from '../access.ts';
import type { HttpDeps } from '../ports.ts';
import { answers, idParams } from './route.ts';

const scope = 'contacts:read';

/** Work in the background: what runs, what came of it, its file; cancel, undo. */
export function jobRoutes({ jobs }: HttpDeps): FastifyPluginAsyncZod {
  return async (app) => {
    const listing = { querystring: jobsQuery, response: answers(200, jobList) };
    app.get('', { config: { scope }, schema: listing }, async (request) => {
      const { rows, ...facts } = await jobs.list(principalOf(request), request.query);
      const data = { jobs: rows, ...facts };
      return { success: true as const, message: messageText(request.language, 'jobs_listed'), data };
    });

    const looking = { params: idParams, response: answers(200, jobAnswer) };
    app.get('/:id', { config: { scope }, schema: looking }, async (request) => {
      const job = await jobs.get(principalOf(request), request.params.id);
      return { success: true as const, message: messageText(request.language, 'job_found'), data: { job } };
    });

    const itemising = { params: idParams, querystring: jobItemsQuery, response: answers(200, jobItemList) };
    app.get('/:id/items', { config: { scope }, schema: itemising }, async (request) => {
      const { id } = request.params;
      const { rows, ...facts } = await jobs.items(principalOf(request), id, request.query);
      const data = { job_id: id, items: rows, ...facts };
      return { success: true as const, message: messageText(request.language, 'job_items_listed'), data };
    });

    const cancelling = { params: idParams, response: answers(200, jobAnswer) };
    const cancelled = { scope, audit: 'job_cancelled' } as const;
    app.post('/:id/cancel', { config: cancelled, schema: cancelling }, async (request) => {
      const job = await jobs.cancel(principalOf(request), request.params.id);
      request.deed = { session_id: job.session_id ?? undefined, details: { job_id: job.id } };
      return { success: true as const, message: messageText(request.language, 'job_cancelled'), data: { job } };
    });

    const undoing = { params: idParams, response: answers(202, jobAnswer) };
    const undone = { scope: 'contacts:write', audit: 'job_undone' } as const;
    app.post('/:id/undo', { config: undone, schema: undoing }, async (request, reply) => {
      const principal = principalOf(request);
      const job = await jobs.undo(principal, principal, request.params.id);
      request.deed = { session_id: job.session_id ?? undefined, details: { job_id: job.undo_of } };
      reply.code(202);
      return { success: true as const, message: messageText(request.language, 'job_undo_started'), data: { job } };
    });

    const content = { 'application/octet-stream': { schema: z.string() } };
    const fetching = { params: idParams, response: { ...answers(200, z.string()), 200: { content } } };
    const fetched = { scope: 'export', audit: 'job_file_downloaded' } as const;
    app.get('/:id/file', { config: fetched, schema: fetching }, async (request, reply) => {
      const { path, name, type, size } = await jobs.file(principalOf(request), request.params.id);
      request.deed = { details: { job_id: request.params.id } };
      reply.type(type).header('Content-Length', size).header('Content-Disposition', attachment(name));
      return createReadStream(path) as unknown as string;
    });
  };
}

/** The header that gives a download its name, in any script. */
export function attachment(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\]/g, '_');
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`;
}
