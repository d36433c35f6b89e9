import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type ExportFormat, jobAnswer } from '@grabber/contract';
import { type Api, connectApi, type ServerOptions } from './api.ts';
import { CommandFailed } from './failure.ts';
import { onlyOf } from './find-session.ts';
import type { Io } from './io.ts';
import { followJob } from './jobs.ts';

export type ExportWish = ServerOptions & {
  format: ExportFormat;
  session?: string;
  search?: string;
  columns?: string;
  output?: string;
};

/** Has the server write a file of contacts, shows how far it is, and saves it here. */
export async function exportContacts(io: Io, options: ExportWish): Promise<void> {
  const api = connectApi(io, options);
  const body = { format: options.format, ...(await chosen(io, api, options)) };
  const { job } = (await api.post('/exports', body, jobAnswer)).data;
  const ended = await followJob(io, api, job, options);
  const name = options.output ?? ended.file?.name ?? 'kontak';
  const file = await open(name, 'w', 0o600).catch(() => {
    throw new CommandFailed(io.text('file_unwritable', { path: name }));
  });
  await pipeline(Readable.fromWeb(await api.stream(`/jobs/${ended.id}/file`)), file.createWriteStream());
  if (options.json) return io.print(JSON.stringify({ file: name, job: ended }));
  io.say('exported', { file: name, total: ended.done });
}

async function chosen(io: Io, api: Api, { session, search, columns }: ExportWish) {
  return {
    query: { ...(search && { q: search }), ...(await onlyOf(io, api, session)) },
    ...(columns && { columns: columns.split(',') }),
  };
}
