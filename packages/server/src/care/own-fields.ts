import { type ContactChange, type OwnFields, ownFieldNames } from '@grabber/contract';
import type { Principal } from '../auth/index.ts';
import { appendChanges } from '../changes/index.ts';
import { writeOwnFields } from '../contacts/index.ts';
import { isoTime, storableText } from '../core/index.ts';
import type { Db, Storage } from '../storage/index.ts';
import { type CareParts, type Note, ring, sourceOf } from './parts.ts';
import { changeOf, readTargets } from './rows.repo.ts';

const longest = 10_000;

/** The fields that belong to the user. */
export type OwnFieldsService = {
  /** Changes those of a contact, of the whole person unless asked otherwise. Throws `contact_not_found`. */
  change(principal: Principal, id: number, change: ContactChange): Promise<void>;
};

export function createOwnFields(parts: CareParts): OwnFieldsService {
  const { storage, clock } = parts;
  return {
    async change(principal, id, { applies_to, ...given }) {
      const note = { source: sourceOf(principal), at: isoTime(clock.now()) };
      const rows = await storage.transaction(async (trx) => {
        const targets = await readTargets(storage, trx, principal.sessions, { id, applies_to });
        await writeOwn(
          storage,
          trx,
          targets.map((row) => row.id),
          patchOf(given),
          note,
        );
        return targets;
      });
      await ring(parts, rows);
    },
  };
}

/** Writes own fields where they differ, and what was changed. */
async function writeOwn(
  storage: Storage,
  trx: Db,
  ids: number[],
  patch: Partial<OwnFields>,
  note: Note,
): Promise<void> {
  if (Object.keys(patch).length === 0 || ids.length === 0) return;
  const written = await writeOwnFields(storage, trx, ids, patch, note.at);
  const changes = written.flatMap(({ before, after }) => {
    const fields = differing(before, after);
    return fields ? [changeOf(after, fields, note)] : [];
  });
  await appendChanges(storage, trx, changes);
}

type Given = { [Name in keyof OwnFields]?: OwnFields[Name] | undefined };

/** What is given, as it may be stored; an empty text clears. */
function patchOf(given: Given): Partial<OwnFields> {
  const patch: Partial<OwnFields> = {};
  for (const name of ownFieldNames) {
    const value = given[name];
    if (value !== undefined) patch[name] = value === null ? null : storableText(value, longest).trim() || null;
  }
  return patch;
}

function differing(before: OwnFields, after: OwnFields): Record<string, [unknown, unknown]> | undefined {
  const names = ownFieldNames.filter((name) => before[name] !== after[name]);
  if (names.length === 0) return undefined;
  return Object.fromEntries(names.map((name) => [name, [before[name], after[name]]]));
}
