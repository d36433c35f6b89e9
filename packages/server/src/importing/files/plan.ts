import type { ImportPolicy } from '@grabber/contract';
import type { Contact, OwnFields } from '../../contacts/index.ts';
import type { ImportedPerson } from '../../storage/index.ts';

/** A person to be judged: from the file, or from a row of the preview. */
export type Candidate = { phone: string | null; lid: string | null; data: ImportedPerson };

/** What becomes of it. `changes` go to every row of the person. */
export type Verdict =
  | { outcome: 'new'; code: string | null; rows: Contact[] }
  | {
      outcome: 'update';
      code: string | null;
      rows: Contact[];
      changes: { row: Contact; patch: Partial<OwnFields>; tags: number[] }[];
    }
  | { outcome: 'duplicate'; code: 'twice_in_file' | 'already_there' | 'left_by_policy'; rows: Contact[] };

export type Rules = {
  policy: ImportPolicy;
  /** Ids of the tags that everybody of the import gets. */
  tag_ids: readonly number[];
  /** By name in lower case. A name that is no tag yet becomes one, where the caller may make tags. */
  tags: ReadonlyMap<string, number>;
  may_make_tags: boolean;
};

/** People that are there, found by their numbers. */
export type Known = {
  byPhone: ReadonlyMap<string, Contact[]>;
  byLid: ReadonlyMap<string, Contact[]>;
  tags: ReadonlyMap<number, ReadonlySet<number>>;
};

/** By what a person of the file is told from others. */
export function keyOf({ phone, lid }: Candidate): string {
  return phone ?? `lid:${lid}`;
}

/** What would become of a person; the file has told the same number before when `isRepeated`. */
export function judge(person: Candidate, known: Known, rules: Rules, isRepeated: boolean): Verdict {
  const rows = rowsOf(person, known);
  if (isRepeated) return { outcome: 'duplicate', code: 'twice_in_file', rows };
  if (rows.length === 0) return { outcome: 'new', code: null, rows };
  if (rules.policy === 'skip') return { outcome: 'duplicate', code: 'left_by_policy', rows };
  if (rules.policy === 'create') return { outcome: 'duplicate', code: 'already_there', rows };
  const changes = rows
    .map((row) => ({ row, patch: patchOf(row, person.data), tags: missingTags(row, person, known, rules) }))
    .filter(
      ({ row, patch, tags }) => Object.keys(patch).length > 0 || tags.length > 0 || lacksNewTag(row, person, rules),
    );
  if (changes.length === 0) return { outcome: 'duplicate', code: 'already_there', rows };
  return { outcome: 'update', code: null, rows, changes };
}

/** The tags of a person that exist. */
export function tagsOf({ data }: Candidate, { tag_ids, tags }: Rules): number[] {
  const named = data.tags.flatMap((name) => tags.get(name.toLowerCase()) ?? []);
  return [...new Set([...tag_ids, ...named])];
}

/** Names of tags that do not exist yet. */
export function newTagNames({ data }: Candidate, { tags, may_make_tags }: Rules): string[] {
  return may_make_tags ? data.tags.filter((name) => !tags.has(name.toLowerCase())) : [];
}

function lacksNewTag(_: Contact, person: Candidate, rules: Rules): boolean {
  return newTagNames(person, rules).length > 0;
}

function missingTags(row: Contact, person: Candidate, known: Known, rules: Rules): number[] {
  const has = known.tags.get(row.id);
  return tagsOf(person, rules).filter((id) => !has?.has(id));
}

function rowsOf({ phone, lid }: Candidate, { byPhone, byLid }: Known): Contact[] {
  const found = [...((phone && byPhone.get(phone)) || []), ...((lid && byLid.get(lid)) || [])];
  return [...new Map(found.map((row) => [row.id, row])).values()];
}

/** What the file says and the row does not. A name that is shown already is no alias. */
function patchOf(row: Contact, { name, email, company, note }: ImportedPerson): Partial<OwnFields> {
  const patch: Partial<OwnFields> = {};
  if (name !== null && name !== (row.alias ?? row.name)) patch.alias = name;
  if (email !== null && email !== row.email) patch.email = email;
  if (company !== null && company !== row.company) patch.company = company;
  if (note !== null && note !== row.note) patch.note = note;
  return patch;
}
