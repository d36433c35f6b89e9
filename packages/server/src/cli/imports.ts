import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { done, type ImportPolicy, importAnswer, importRowList, jobAnswer } from '@grabber/contract';
import { connectApi, type ServerOptions } from './api.ts';
import { CommandFailed } from './failure.ts';
import { sessionId } from './find-session.ts';
import type { Io } from './io.ts';
import { followJob } from './jobs.ts';
import { table } from './table.ts';

export type ImportWish = ServerOptions & { policy: ImportPolicy; country?: string; session?: string; dryRun?: boolean };

const mostShown = 20;

/** Uploads a file, tells what would come of it, and unless it is a dry run has it written. */
export async function importContacts(io: Io, path: string, options: ImportWish): Promise<void> {
  const api = connectApi(io, options);
  const content = await readFile(path).catch(() => {
    throw new CommandFailed(io.text('file_unreadable', { path }));
  });
  const country = options.country ? `&default_country=${encodeURIComponent(options.country)}` : '';
  const upload = `/imports?file_name=${encodeURIComponent(basename(path))}${country}`;
  const { import: made } = (await api.upload(upload, content, importAnswer)).data;
  if (made.status === 'unreadable') {
    await api.delete(`/imports/${made.id}`, done);
    throw new CommandFailed(made.problems.map(({ reason }) => reason).join('\n'));
  }
  const session = options.session && (await sessionId(io, api, options.session));
  const change = { policy: options.policy, ...(session && { session_id: session }) };
  const { import: ready } = (await api.patch(`/imports/${made.id}`, change, importAnswer)).data;
  if (!options.json) io.say('import_preview', ready.counts);
  const invalid = (await api.get(`/imports/${made.id}/rows?outcome=invalid&limit=${mostShown}`, importRowList)).data
    .rows;
  if (!options.json && invalid.length > 0) io.print(table(invalid, ['line', 'name', 'phone', 'reason']));
  if (options.dryRun) {
    if (options.json) io.print(JSON.stringify({ import: ready, invalid }));
    return;
  }
  const { job } = (await api.post(`/imports/${made.id}/commit`, {}, jobAnswer)).data;
  const ended = await followJob(io, api, job, options);
  if (options.json) return io.print(JSON.stringify({ import: ready, invalid, job: ended }));
  io.say('imported', { done: ended.done, id: made.id });
}
