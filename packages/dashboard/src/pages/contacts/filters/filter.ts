import type { ContactCondition, ContactFilter } from '@grabber/contract';

export const choiceFields = ['session', 'type', 'status', 'tag', 'group', 'list', 'country'] as const;
export const flagFields = [
  'in_address_book',
  'has_chat',
  'seen_in_group',
  'is_business',
  'has_phone',
  'has_name',
  'opted_out',
  'in_trash',
] as const;
export const timeFields = ['first_seen_at', 'last_seen_at', 'updated_at'] as const;

export type ChoiceField = (typeof choiceFields)[number];
export type FlagField = (typeof flagFields)[number];
export type TimeField = (typeof timeFields)[number];
export type ConditionField = ContactCondition['field'];

/** Fields whose values are numeric ids. */
const byId = new Set<string>(['tag', 'group', 'list']);
const known = <Field extends string>(fields: readonly Field[], field: unknown): field is Field =>
  (fields as readonly unknown[]).includes(field);

/** A filter as it came from an address, or undefined where it is none: addresses are typed, cut and aged. */
export function readFilter(given: unknown): ContactFilter | undefined {
  const groups = listIn(given, 'any');
  if (!groups?.length) return undefined;
  const any = groups.map((group) => ({ all: (listIn(group, 'all') ?? []).flatMap(readCondition) }));
  const filled = any.filter(({ all }) => all.length > 0);
  return filled.length > 0 ? { any: filled } : undefined;
}

function listIn(given: unknown, key: string): unknown[] | undefined {
  const list = typeof given === 'object' && given !== null ? (given as Record<string, unknown>)[key] : undefined;
  return Array.isArray(list) ? list : undefined;
}

function readCondition(given: unknown): ContactCondition[] {
  if (typeof given !== 'object' || given === null) return [];
  const told = given as Record<string, unknown>;
  const { field } = told;
  if (field === 'text') return readText(told);
  if (known(flagFields, field)) return typeof told['is'] === 'boolean' ? [{ field, is: told['is'] }] : [];
  if (known(timeFields, field)) return readTimes(field, told);
  return known(choiceFields, field) ? readChoice(field, told) : [];
}

function readText({ contains }: Record<string, unknown>): ContactCondition[] {
  return typeof contains === 'string' && contains.trim() ? [{ field: 'text', contains }] : [];
}

function readTimes(field: TimeField, { from, to }: Record<string, unknown>): ContactCondition[] {
  const range = { ...(isTime(from) && { from }), ...(isTime(to) && { to }) };
  return 'from' in range || 'to' in range ? [{ field, ...range }] : [];
}

function readChoice(field: ChoiceField, { in: values, not }: Record<string, unknown>): ContactCondition[] {
  const kind = byId.has(field) ? 'number' : 'string';
  const chosen = Array.isArray(values) ? values.filter((value) => typeof value === kind) : [];
  return chosen.length > 0 ? [{ field, in: chosen, ...(not === true && { not }) } as ContactCondition] : [];
}

function isTime(given: unknown): given is string {
  return typeof given === 'string' && !Number.isNaN(Date.parse(given));
}

/** The filter with this condition in every group, instead of those about the same field. */
export function withCondition(filter: ContactFilter | undefined, condition: ContactCondition): ContactFilter {
  const groups = filter?.any ?? [{ all: [] }];
  return {
    any: groups.map(({ all }) => ({ all: [...all.filter(({ field }) => field !== condition.field), condition] })),
  };
}

/** The filter without one of its conditions; undefined when none is left. */
export function without(filter: ContactFilter, group: number, index: number): ContactFilter | undefined {
  const any = filter.any.map(({ all }, at) => (at === group ? { all: all.filter((_, i) => i !== index) } : { all }));
  const filled = any.filter(({ all }) => all.length > 0);
  return filled.length > 0 ? { any: filled } : undefined;
}

/** The condition of this field, where the filter has one group: what a quick filter shows. */
export function conditionOf<Field extends ConditionField>(
  filter: ContactFilter | undefined,
  field: Field,
): Extract<ContactCondition, { field: Field }> | undefined {
  if (filter?.any.length !== 1) return undefined;
  const found = filter.any[0]?.all.find((condition) => condition.field === field);
  return found as Extract<ContactCondition, { field: Field }> | undefined;
}

/** How many conditions it has in all. */
export function conditionsCount(filter: ContactFilter | undefined): number {
  return filter?.any.reduce((sum, { all }) => sum + all.length, 0) ?? 0;
}

/** Whether the trash is looked at: then contacts are restored instead of deleted. */
export function looksIntoTrash(filter: ContactFilter | undefined): boolean {
  return !!filter && filter.any.every(({ all }) => all.some((one) => one.field === 'in_trash' && one.is));
}
