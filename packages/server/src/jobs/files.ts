import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** The folder with the files of jobs, each named by its job's ticket. */
export type JobFiles = {
  /** Where to write it until it is whole; what an earlier try left is removed. */
  draft(ticket: string): Promise<string>;
  /** Makes the draft the file, and tells its size. */
  keep(ticket: string): Promise<number>;
  path(ticket: string): string;
  remove(ticket: string): Promise<void>;
  /** Removes every file whose ticket is not among these, such as drafts of jobs that are no more. */
  removeOthers(tickets: ReadonlySet<string>): Promise<void>;
};

export function createJobFiles(folder: string): JobFiles {
  const path = (ticket: string) => join(folder, ticket);
  const draft = (ticket: string) => `${path(ticket)}.part`;
  return {
    path,
    async draft(ticket) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await rm(draft(ticket), { force: true });
      return draft(ticket);
    },
    async keep(ticket) {
      await rename(draft(ticket), path(ticket));
      return (await stat(path(ticket))).size;
    },
    async remove(ticket) {
      await rm(path(ticket), { force: true });
      await rm(draft(ticket), { force: true });
    },
    async removeOthers(tickets) {
      for (const name of await readdir(folder).catch(() => [])) {
        if (!tickets.has(name.replace(/\.part$/, ''))) await rm(join(folder, name), { force: true });
      }
    },
  };
}
