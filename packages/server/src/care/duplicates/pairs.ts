import { foldText } from '../../core/index.ts';

/** A row as the search for duplicates sees it. */
export type Candidate = { id: number; session_id: string; person_key: string; name: string | null };

/** A name that more people than these have in one group tells nothing. */
const mostNamesakes = 3;
const letters = /\p{L}.*\p{L}/u;

/** One pair of rows for two people: of the same account when there is one, the oldest otherwise. */
export function pairOf(some: Candidate[], others: Candidate[]): { a_id: number; b_id: number } | undefined {
  const byId = (rows: Candidate[]) => rows.toSorted((x, y) => x.id - y.id);
  const [ours, theirs] = [byId(some), byId(others)];
  for (const a of ours) {
    const b = theirs.find(({ session_id }) => session_id === a.session_id);
    if (b) return { a_id: a.id, b_id: b.id };
  }
  const [a, b] = [ours[0], theirs[0]];
  return a && b ? { a_id: a.id, b_id: b.id } : undefined;
}

/** Of the members of one group: pairs of people with the same name, as long as few have it. */
export function namesakes(members: Candidate[]): { a_id: number; b_id: number }[] {
  const byName = new Map<string, Map<string, Candidate[]>>();
  for (const member of members) {
    const name = foldText(member.name ?? '');
    if (name.length < 3 || !letters.test(name)) continue;
    const people = byName.get(name) ?? new Map<string, Candidate[]>();
    byName.set(name, people);
    people.set(member.person_key, [...(people.get(member.person_key) ?? []), member]);
  }
  return [...byName.values()].flatMap((people) => {
    const all = [...people.values()];
    if (all.length < 2 || all.length > mostNamesakes) return [];
    return all.flatMap((some, index) => all.slice(index + 1).flatMap((others) => pairOf(some, others) ?? []));
  });
}
