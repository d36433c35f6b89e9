import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { messageText } from '../../i18n/index.ts';

/** Where the server's own answers stand; everything else may be an address within the page. */
const ownPaths = /^\/(api|sessions|docs|assets|health|openapi\.json)(\/|\?|$)/;

/** Whether somebody opens an address of the page in a browser: programs ask for JSON, or for anything. */
export function asksForPage({ method, url, headers }: FastifyRequest): boolean {
  return method === 'GET' && (headers.accept ?? '').includes('text/html') && !ownPaths.test(url);
}

/**
 * The built page, under a policy that lets in nothing from elsewhere and no inline script. The styles that components write while the page runs carry
 * the nonce of this answer, so it is never kept.
 */
export async function sendPage(folder: string, request: FastifyRequest, reply: FastifyReply): Promise<string> {
  const nonce = randomBytes(16).toString('base64');
  reply.type('text/html; charset=utf-8').header('Vary', 'Accept');
  const html = await readFile(join(folder, 'index.html'), 'utf8').catch(() => undefined);
  if (html === undefined) return notBuilt(messageText(request.language, 'page_not_built'), request.language);
  reply.header('Content-Security-Policy', policy(nonce));
  return html.replaceAll('{{style-nonce}}', nonce);
}

function policy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "connect-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join('; ');
}

function notBuilt(text: string, language: string): string {
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>WhatsApp Contact Grabber</title><p>${text}</p></html>`;
}
