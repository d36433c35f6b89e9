import type { ContactFilter } from '@grabber/contract';
import { useQueries, useQuery } from '@tanstack/react-query';
import { read, useCan } from '../../../api/index.ts';
import { language } from '../../../i18n/index.ts';
import { countryName } from '../names.ts';
import type { ChoiceField } from './filter.ts';
import { type FilterText, useFilterTexts } from './texts.ts';

/** What can be chosen where an installation has its own values: accounts, tags, lists. */
export function useChoices() {
  const can = useCan();
  const sessions = useQuery({ ...read('GET /api/sessions'), enabled: can('sessions:read') }).data?.sessions ?? [];
  const tags = useQuery(read('GET /api/tags')).data?.data.tags ?? [];
  const lists = useQuery(read('GET /api/lists')).data?.data.lists ?? [];
  return { sessions, tags, lists };
}

/** Names for the values of a filter's choices. */
export function useValueNames(filter: ContactFilter | undefined) {
  const t = useFilterTexts();
  const { sessions, tags, lists } = useChoices();
  const groups = useGroupNames(filter);
  const named: Partial<Record<ChoiceField, (value: string | number) => string | null | undefined>> = {
    session: (value) => sessions.find(({ session_id }) => session_id === value)?.name,
    tag: (value) => tags.find(({ id }) => id === value)?.name,
    list: (value) => lists.find(({ id }) => id === value)?.name,
    group: (value) => groups.get(Number(value)),
    country: (value) => countryName(String(value), language()),
    type: (value) => t(value === 'group' ? 'group_type' : 'individual'),
    status: (value) => statusWord(String(value), t),
  };
  return (field: ChoiceField, value: string | number) => named[field]?.(value) ?? t('unknown');
}

function statusWord(status: string, t: FilterText): string {
  return status === 'active' || status === 'inactive' || status === 'blocked' ? t(status) : status;
}

function useGroupNames(filter: ContactFilter | undefined): Map<number, string | null> {
  const conditions = filter?.any.flatMap(({ all }) => all) ?? [];
  const ids = [...new Set(conditions.flatMap((one) => (one.field === 'group' ? one.in : [])))];
  const answers = useQueries({ queries: ids.map((id) => read('GET /api/groups/{id}', { params: { id } })) });
  return new Map(ids.map((id, at) => [id, answers[at]?.data?.data.group.name ?? null]));
}
