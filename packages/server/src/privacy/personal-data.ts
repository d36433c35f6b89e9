import type { PersonalData } from '@grabber/contract';
import { type Clock, isoTime } from '../core/index.ts';
import type { InboxSearch } from '../engine/index.ts';
import type { OptOuts, PersonIds } from '../opt-outs/index.ts';
import type { AnyRow, Storage } from '../storage/index.ts';
import {
  contactsOf,
  digitsOf,
  findPerson,
  groupNames,
  holdingsOf,
  labelsOf,
  select,
  sessionNames,
} from './person.repo.ts';

type Deps = { storage: Storage; clock: Clock; optOuts: Pick<OptOuts, 'entriesOf'>; inbox: InboxSearch };

/** What follows from other columns, for our own use. */
const ownUse = ['sort_name', 'search_text', 'person_key'];

/** Gathers everything that is held on one person, in all sessions. */
export async function gatherPersonalData(
  { storage, clock, optOuts, inbox }: Deps,
  given: PersonIds,
): Promise<PersonalData> {
  const { db } = storage;
  const person = await findPerson(db, given);
  const names = await sessionNames(db);
  const holdings = holdingsOf(person);
  const of = async (kind: string) => {
    const rows: AnyRow[] = [];
    for (const holding of holdings.filter((each) => each.kind === kind)) rows.push(...(await select(db, holding)));
    return rows;
  };
  const contacts = (await select(db, contactsOf(person))).map(withoutOwnUse);
  const memberships = await of('memberships');
  const history = await of('changes');
  const told = (await inbox.find(db, digitsOf(person))).flatMap(({ session_id, found }) =>
    found.map((first_sync) => ({ session_id, first_sync })),
  );
  const engine: AnyRow[] = [...(await of('engine_directory')), ...(await of('engine_lid_map')), ...told];
  const within = (rows: AnyRow[], sessionId: string) => rows.filter((row) => row['session_id'] === sessionId);
  const sessionIds = [...new Set([...contacts, ...engine].map((row) => String(row['session_id'])))];
  const sessions: PersonalData['sessions'] = [];
  for (const session_id of sessionIds) {
    const rows = within(contacts, session_id);
    const groups = within(memberships, session_id);
    const groupIds = groups.map((row) => String(row['group_id']));
    const called = await groupNames(db, session_id, groupIds);
    const labels = await labelsOf(
      db,
      rows.map((row) => Number(row['id'])),
    );
    sessions.push({
      session_id,
      session_name: names.get(session_id) ?? null,
      contacts: rows,
      groups: groups.map((row) => ({ ...row, group_name: called.get(String(row['group_id'])) ?? null })),
      ...labels,
      history: within(history, session_id),
      engine: within(engine, session_id),
    });
  }
  const { phones, lids } = person;
  const byId = new Map((await of('import_rows')).map((row) => [row['id'], row]));
  const imports = [...byId.values()];
  const opt_outs = await optOuts.entriesOf({ phone: phones[0] ?? null, lid: lids[0] ?? null });
  return { created_at: isoTime(clock.now()), phones, lids, sessions, imports, opt_outs };
}

function withoutOwnUse(row: AnyRow): AnyRow {
  return Object.fromEntries(Object.entries(row).filter(([column]) => !ownUse.includes(column)));
}
