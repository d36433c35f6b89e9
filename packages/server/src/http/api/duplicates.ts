import {
  duplicateAnswer,
  duplicateList,
  duplicateMerge,
  duplicatesQuery,
  jobAnswer,
  mergeAnswer,
} from '@grabber/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { messageText } from '../../i18n/index.ts';
import { principalOf } from '../access.ts';
import type { HttpDeps } from '../ports.ts';
import { answers, idParams } from './route.ts';

const scope = 'contacts:write';

/** Contacts that may be one person. */
export function duplicateRoutes({ care }: HttpDeps): FastifyPluginAsyncZod {
  return async (app) => {
    const listing = { querystring: duplicatesQuery, response: answers(200, duplicateList) };
    app.get('', { config: { scope: 'contacts:read' }, schema: listing }, async (request) => {
      const { rows, ...facts } = await care.duplicates.list(principalOf(request), request.query);
      const data = { duplicates: rows, ...facts };
      return { success: true as const, message: messageText(request.language, 'duplicates_listed'), data };
    });

    const scanning = { response: answers(202, jobAnswer) };
    app.post('/scan', { config: { scope, audit: 'duplicates_scanned' }, schema: scanning }, async (request, reply) => {
      const job = await care.duplicates.scan(principalOf(request));
      request.deed = { details: { job_id: job.id } };
      reply.code(202);
      return { success: true as const, message: messageText(request.language, 'duplicates_scanning'), data: { job } };
    });

    const merging = { params: idParams, body: duplicateMerge, response: answers(200, mergeAnswer) };
    app.post('/:id/merge', { config: { scope, audit: 'contacts_merged' }, schema: merging }, async (request) => {
      const merge = await care.duplicates.merge(principalOf(request), request.params.id, request.body);
      request.deed = { details: { duplicate_id: request.params.id, merge_id: merge.id } };
      return { success: true as const, message: messageText(request.language, 'contacts_merged'), data: { merge } };
    });

    const dismissing = { params: idParams, response: answers(200, duplicateAnswer) };
    app.post(
      '/:id/dismiss',
      { config: { scope, audit: 'duplicate_dismissed' }, schema: dismissing },
      async (request) => {
        const duplicate = await care.duplicates.dismiss(principalOf(request), request.params.id);
        request.deed = { details: { duplicate_id: duplicate.id } };
        const message = messageText(request.language, 'duplicate_dismissed');
        return { success: true as const, message, data: { duplicate } };
      },
    );
  };
}
