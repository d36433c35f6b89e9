import type { Db } from '../../storage/index.ts';

type Group = { session_id: string; group_id: string };

const idsPerStatement = 500;
/** More are forgotten and looked up again. */
const mostKept = 20_000;

/** Looks up what groups are called, each once; tells how to ask for one of those given. */
export function createGroupNames(db: Db): (groups: Group[]) => Promise<(group: Group) => string | null> {
  const known = new Map<string, Map<string, string | null>>();
  let kept = 0;

  async function learn(session_id: string, ids: string[]): Promise<void> {
    const names = known.get(session_id) ?? new Map<string, string | null>();
    known.set(session_id, names);
    for (let start = 0; start < ids.length; start += idsPerStatement) {
      const some = ids.slice(start, start + idsPerStatement);
      for (const id of some) names.set(id, null);
      const query = db.selectFrom('contacts').select(['contact_id', 'name']).where('session_id', '=', session_id);
      for (const { contact_id, name } of await query.where('contact_id', 'in', some).execute())
        names.set(contact_id, name);
    }
    kept += ids.length;
  }

  return async (groups) => {
    if (kept > mostKept) {
      known.clear();
      kept = 0;
    }
    const wanted = new Map<string, Set<string>>();
    for (const { session_id, group_id } of groups) {
      if (known.get(session_id)?.has(group_id)) continue;
      const ids = wanted.get(session_id);
      if (ids) ids.add(group_id);
      else wanted.set(session_id, new Set([group_id]));
    }
    for (const [session_id, ids] of wanted) await learn(session_id, [...ids]);
    return ({ session_id, group_id }) => known.get(session_id)?.get(group_id) ?? null;
  };
}
