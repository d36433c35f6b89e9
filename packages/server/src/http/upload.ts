import type { Readable } from 'node:stream';
import multipart from '@fastify/multipart';
import { importLimit } from '@grabber/contract';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '../core/index.ts';

export type UploadedFile = { name: string; bytes: Readable };

const unnamed = 'kontak';

/** Lets the routes of this plugin take files: as a form with one file, or as the body itself. Nothing is read before the handler asks. */
export function acceptUploads(app: FastifyInstance): void {
  app.register(multipart, { limits: { files: 1, fields: 5, fieldSize: 10_000, fileSize: importLimit + 1 } });
  const types = /^(?:application\/octet-stream|text\/(?:csv|vcard|x-vcard|plain)|application\/vnd\.openxml.*)(?:;|$)/;
  app.addContentTypeParser(types, (_request, _payload, done) => done(null));
}

/** The file of a request; its name from the form, or as told in the address. Throws `no_file_sent`. */
export async function uploadOf(request: FastifyRequest, given: string | undefined): Promise<UploadedFile> {
  if (!request.isMultipart()) {
    if (request.body !== undefined || !request.headers['content-type']) throw new AppError('no_file_sent');
    return { name: nameOf(given), bytes: request.raw };
  }
  const part = await request.file();
  if (!part) throw new AppError('no_file_sent');
  return { name: nameOf(part.filename || given), bytes: part.file };
}

/** Without folders and control characters. */
function nameOf(given: string | undefined): string {
  const last = (given ?? '').split(/[\\/]/).at(-1) ?? '';
  return (
    last
      .replace(/\p{Cc}/gu, '')
      .toWellFormed()
      .trim()
      .slice(0, 255) || unnamed
  );
}
