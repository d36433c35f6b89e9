import type { Language } from '../../i18n/index.ts';
import type { Selected, Selection } from './selection.ts';

const words = {
  id: {
    by: 'Diekspor oleh',
    group: 'Anggota grup',
    left: 'Termasuk yang sudah keluar',
    filter: 'Saringan',
    ids: 'Dipilih satu per satu',
    all: 'Semua kontak',
  },
  en: {
    by: 'Exported by',
    group: 'Members of the group',
    left: 'Those who left included',
    filter: 'Filter',
    ids: 'Chosen one by one',
    all: 'All contacts',
  },
};

/** Lines of the info sheet: who exported what. */
export function infoOf(
  selection: Selection,
  { group, count }: Selected,
  by: string,
  language: Language,
): [string, string][] {
  const say = words[language];
  const lines: [string, string][] = [[say.by, by]];
  if (group) lines.push([say.group, group.name ?? group.contact_id]);
  if (group && selection.include_left) lines.push([say.left, '✓']);
  if (selection.ids) lines.push([say.ids, String(count)]);
  if (!group && !selection.ids) lines.push([say.filter, filterText(selection) ?? say.all]);
  return lines;
}

/** What the audit log says of an export: no texts that somebody searched for. */
export function deedOf(selection: Selection, { count }: Selected, format: string): Record<string, unknown> {
  const { query, ids, group_id, include_left } = selection;
  const fields = (query?.filter?.any ?? []).flatMap(({ all }) => all.map(({ field }) => field));
  return {
    format,
    contacts: count,
    ...(group_id !== undefined && { group_id, include_left: include_left === true }),
    ...(ids && { chosen: ids.length }),
    ...(query?.q && { searched: true }),
    ...(fields.length > 0 && { filtered_by: [...new Set(fields)] }),
  };
}

function filterText({ query = {} }: Selection): string | undefined {
  const parts = [query.q && `"${query.q}"`, query.filter && JSON.stringify(query.filter), query.unique && 'unique'];
  const text = parts.filter(Boolean).join(' ');
  return text === '' ? undefined : text;
}
