import { Readable } from 'node:stream';
import {
  done,
  importAnswer,
  importChange,
  importList,
  importRowList,
  importRowsQuery,
  importsQuery,
  jobAnswer,
  newImportQuery,
} from '@grabber/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { messageText } from '../../i18n/index.ts';
import type { Imports } from '../../importing/index.ts';
import { principalOf } from '../access.ts';
import type { HttpDeps } from '../ports.ts';
import { acceptUploads, uploadOf } from '../upload.ts';
import { attachment } from './jobs.ts';
import { answers, idParams } from './route.ts';

const scope = 'contacts:write';

/** Files of contacts: upload, look through, change, commit, roll back. */
export function importRoutes({ imports }: HttpDeps): FastifyPluginAsyncZod {
  return async (app) => {
    acceptUploads(app);

    const uploading = { querystring: newImportQuery, response: answers(201, importAnswer) };
    const uploaded = { scope, audit: 'import_uploaded' } as const;
    app.post('', { config: uploaded, schema: uploading }, async (request, reply) => {
      const { default_country, file_name } = request.query;
      const { name, bytes } = await uploadOf(request, file_name);
      const upload = { file_name: name, default_country, bytes };
      const made = await imports.upload(principalOf(request), upload, request.language);
      request.deed = { details: { import_id: made.id, ...made.counts } };
      reply.code(201);
      const message = messageText(request.language, 'import_uploaded');
      return { success: true as const, message, data: { import: made } };
    });

    const listing = { querystring: importsQuery, response: answers(200, importList) };
    app.get('', { config: { scope }, schema: listing }, async (request) => {
      const { rows, ...facts } = await imports.list(principalOf(request), request.query, request.language);
      const data = { imports: rows, ...facts };
      return { success: true as const, message: messageText(request.language, 'imports_listed'), data };
    });

    const looking = { params: idParams, response: answers(200, importAnswer) };
    app.get('/:id', { config: { scope }, schema: looking }, async (request) => {
      const found = await imports.get(principalOf(request), request.params.id, request.language);
      return {
        success: true as const,
        message: messageText(request.language, 'import_found'),
        data: { import: found },
      };
    });

    const changing = { params: idParams, body: importChange, response: answers(200, importAnswer) };
    app.patch('/:id', { config: { scope }, schema: changing }, async (request) => {
      const { params, body, language } = request;
      const changed = await imports.change(principalOf(request), params.id, body, language);
      return { success: true as const, message: messageText(language, 'import_changed'), data: { import: changed } };
    });

    const reading = { params: idParams, querystring: importRowsQuery, response: answers(200, importRowList) };
    app.get('/:id/rows', { config: { scope }, schema: reading }, async (request) => {
      const { params, query, language } = request;
      const { rows, ...facts } = await imports.rows(principalOf(request), params.id, query, language);
      const data = { import_id: params.id, rows, ...facts };
      return { success: true as const, message: messageText(language, 'import_rows_listed'), data };
    });

    const committing = { params: idParams, response: answers(202, jobAnswer) };
    const committed = { scope, audit: 'import_committed' } as const;
    app.post('/:id/commit', { config: committed, schema: committing }, async (request, reply) => {
      const job = await imports.commit(principalOf(request), request.params.id);
      request.deed = {
        session_id: job.session_id ?? undefined,
        details: { import_id: request.params.id, job_id: job.id },
      };
      reply.code(202);
      return { success: true as const, message: messageText(request.language, 'import_committed'), data: { job } };
    });

    const rolledBack = { scope, audit: 'import_rolled_back' } as const;
    app.post('/:id/rollback', { config: rolledBack, schema: committing }, async (request, reply) => {
      const job = await imports.rollBack(principalOf(request), request.params.id);
      request.deed = {
        session_id: job.session_id ?? undefined,
        details: { import_id: request.params.id, job_id: job.id },
      };
      reply.code(202);
      return { success: true as const, message: messageText(request.language, 'import_rolling_back'), data: { job } };
    });

    const content = { 'text/csv': { schema: z.string() } };
    const failing = { params: idParams, response: { ...answers(200, z.string()), 200: { content } } };
    app.get('/:id/errors.csv', { config: { scope }, schema: failing }, async (request, reply) => {
      const reader = principalOf(request);
      const { file_name } = await imports.get(reader, request.params.id, request.language);
      reply.type('text/csv; charset=utf-8').header('Content-Disposition', attachment(`${file_name}-errors.csv`));
      return Readable.from(errorLines(imports, reader, request.params.id, request.language)) as unknown as string;
    });

    const deleting = { params: idParams, response: answers(200, done) };
    app.delete('/:id', { config: { scope, audit: 'import_deleted' }, schema: deleting }, async (request) => {
      await imports.delete(principalOf(request), request.params.id);
      request.deed = { details: { import_id: request.params.id } };
      return { success: true as const, message: messageText(request.language, 'import_deleted') };
    });
  };
}

const headers = {
  id: ['Baris', 'Nama', 'Telepon', 'E-mail', 'Alasan'],
  en: ['Line', 'Name', 'Phone', 'E-mail', 'Reason'],
};

async function* errorLines(
  imports: Imports,
  reader: Parameters<Imports['rows']>[0],
  id: number,
  language: keyof typeof headers,
): AsyncGenerator<string> {
  yield `\ufeff${headers[language].join(',')}\r\n`;
  let cursor: string | undefined;
  do {
    const wish = { limit: 500, sort: 'id', cursor, total: false, outcome: 'invalid' as const };
    const { rows, next_cursor } = await imports.rows(reader, id, wish, language);
    yield rows.map(({ line, name, phone, email, reason }) => lineOf([line, name, phone, email, reason])).join('');
    cursor = next_cursor ?? undefined;
  } while (cursor);
}

/** Quoted, and never a formula to a spreadsheet. */
function lineOf(cells: (string | number | null)[]): string {
  const quoted = cells.map(
    (cell) =>
      `"${String(cell ?? '')
        .replace(/^\s*[=+\-@]/, "'$&")
        .replaceAll('"', '""')}"`,
  );
  return `${quoted.join(',')}\r\n`;
}
