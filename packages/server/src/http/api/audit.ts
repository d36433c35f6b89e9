import { Readable } from 'node:stream';
import { type AuditEntry, auditExportQuery, auditList, auditQuery } from '@grabber/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { messageText } from '../../i18n/index.ts';
import { principalOf } from '../access.ts';
import type { HttpDeps } from '../ports.ts';
import { answers } from './route.ts';

const scope = 'audit:read';

/** The audit log, as far as it is about sessions that the caller may see. */
export function auditRoutes({ access: { audit } }: HttpDeps): FastifyPluginAsyncZod {
  return async (app) => {
    const listing = { querystring: auditQuery, response: answers(200, auditList) };
    app.get('', { config: { scope }, schema: listing }, async (request) => {
      const { action, session_id, ...wish } = request.query;
      const filter = { action, session_id, visible: principalOf(request).sessions };
      const { rows: entries, ...facts } = await audit.page(filter, wish);
      const data = { entries, ...facts };
      return { success: true as const, message: messageText(request.language, 'audit_listed'), data };
    });

    const content = { 'application/jsonl': { schema: z.string() }, 'text/csv': { schema: z.string() } };
    const exporting = { querystring: auditExportQuery, response: { ...answers(200, z.string()), 200: { content } } };
    const config = { scope, audit: 'audit_exported' } as const;
    app.get('/export', { config, schema: exporting }, async (request, reply) => {
      const { format, ...filter } = request.query;
      const pages = audit.pages({ ...filter, visible: principalOf(request).sessions });
      reply.type(format === 'csv' ? 'text/csv; charset=utf-8' : 'application/jsonl; charset=utf-8');
      reply.header('Content-Disposition', `attachment; filename="audit.${format}"`);
      // Fastify sends a stream as it is; to the type system it is the text that will have been read.
      return Readable.from(format === 'csv' ? toCsv(pages) : toJsonLines(pages)) as unknown as string;
    });
  };
}

async function* toJsonLines(pages: AsyncIterable<AuditEntry[]>): AsyncGenerator<string> {
  for await (const page of pages) yield `${page.map((entry) => JSON.stringify(entry)).join('\n')}\n`;
}

const columns = ['id', 'at', 'actor_kind', 'actor_id', 'action', 'session_id', 'address', 'details'] as const;

async function* toCsv(pages: AsyncIterable<AuditEntry[]>): AsyncGenerator<string> {
  yield `${columns.join(',')}\r\n`;
  for await (const page of pages)
    yield page.map((entry) => `${columns.map((name) => field(entry[name])).join(',')}\r\n`).join('');
}

/** Quoted, and never a formula to a spreadsheet: an id of the engine contract's callers may begin with any sign. */
function field(value: AuditEntry[(typeof columns)[number]]): string {
  if (value === null) return '';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return `"${text.replace(/^[=+\-@]/, "'$&").replaceAll('"', '""')}"`;
}
