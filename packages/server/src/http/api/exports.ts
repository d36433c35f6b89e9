import { Readable } from 'node:stream';
import {
  exportColumnList,
  exportDownloadQuery,
  exportFormats,
  exportPreview,
  jobAnswer,
  newExport,
} from '@grabber/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { columnKeys, columnsOf, defaultColumns } from '../../exporting/index.ts';
import { messageText } from '../../i18n/index.ts';
import { principalOf } from '../access.ts';
import type { HttpDeps } from '../ports.ts';
import { attachment } from './jobs.ts';
import { answers } from './route.ts';

const scope = 'export';

/** Contacts as files: columns to choose from, a preview, a file at once, a file as a job. */
export function exportRoutes({ exports }: HttpDeps): FastifyPluginAsyncZod {
  return async (app) => {
    const choosing = { response: answers(200, exportColumnList) };
    app.get('/export-columns', { config: { scope }, schema: choosing }, async (request) => {
      const columns = columnsOf(columnKeys).map(({ key, kind, header }) => ({
        ...{ key, kind, header },
        is_standard: defaultColumns.includes(key),
      }));
      const message = messageText(request.language, 'export_columns_listed');
      return { success: true as const, message, data: { columns, formats: [...exportFormats] } };
    });

    const previewing = { body: newExport, response: answers(200, exportPreview) };
    app.post('/exports/preview', { config: { scope }, schema: previewing }, async (request) => {
      const wish = { ...request.body, language: request.body.language ?? request.language };
      const data = await exports.preview(principalOf(request).sessions, wish);
      return { success: true as const, message: messageText(request.language, 'export_previewed'), data };
    });

    const starting = { body: newExport, response: answers(202, jobAnswer) };
    const exported = { scope, audit: 'contacts_exported' } as const;
    app.post('/exports', { config: exported, schema: starting }, async (request, reply) => {
      const wish = { ...request.body, language: request.body.language ?? request.language };
      const { job, deed } = await exports.start(principalOf(request), wish);
      request.deed = { details: deed };
      reply.code(202);
      return { success: true as const, message: messageText(request.language, 'export_started'), data: { job } };
    });

    const content = { 'application/octet-stream': { schema: z.string() } };
    const fetching = { querystring: exportDownloadQuery, response: { ...answers(200, z.string()), 200: { content } } };
    app.get('/exports/download', { config: exported, schema: fetching }, async (request, reply) => {
      const { q, filter, unique, language = request.language, ...wish } = request.query;
      const query = { q, filter, unique };
      const { file, name, deed } = await exports.stream(principalOf(request), { ...wish, query, language });
      request.deed = { details: deed };
      reply.type(file.media_type).header('Content-Disposition', attachment(name));
      // Fastify sends a stream as it is; to the type system it is the text that will have been read.
      return Readable.from(file.chunks, { objectMode: false }) as unknown as string;
    });
  };
}
