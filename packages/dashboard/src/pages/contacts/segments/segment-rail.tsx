import type { ContactFilter, Segment } from '@grabber/contract';
import {
  IconAddressBook,
  IconEyeOff,
  IconFilter,
  IconList,
  IconTrash,
  IconUserPlus,
  type TablerIcon,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { read } from '../../../api/index.ts';
import { useNumberText } from '../../../shared/index.ts';
import { shownFilter } from '../people-only.ts';
import type { ContactsSearch } from '../search-params.ts';
import classes from './segment-rail.module.css';
import { useSegmentTexts } from './texts.ts';

type Entry = { key: string; label: string; icon: TablerIcon; count?: number | undefined; search: ContactsSearch };
type Props = { search: ContactsSearch; onChoose: (search: ContactsSearch) => void };

const one = (condition: ContactFilter['any'][number]['all'][number]): ContactFilter => ({
  any: [{ all: [condition] }],
});

/** Saved searches at one click: everybody, a few that everybody needs, the segments and lists of the installation, the trash. */
export function SegmentRail({ search, onChoose }: Props) {
  const t = useSegmentTexts();
  const number = useNumberText();
  const segments = useQuery(read('GET /api/segments', { query: { count: true } })).data?.data.segments ?? [];
  const lists = useQuery(read('GET /api/lists')).data?.data.lists ?? [];
  const entries: Entry[] = [
    { key: 'all', label: t('all'), icon: IconAddressBook, search: {} },
    {
      key: 'unsaved',
      label: t('unsaved'),
      icon: IconUserPlus,
      search: { filter: one({ field: 'in_address_book', is: false }) },
    },
    { key: 'hidden', label: t('hidden'), icon: IconEyeOff, search: { filter: one({ field: 'has_phone', is: false }) } },
    ...segments.map((segment) => segmentEntry(segment)),
    ...lists.map(({ id, name, contacts_count }) => ({
      key: `list-${id}`,
      label: name,
      icon: IconList,
      count: contacts_count,
      search: { filter: one({ field: 'list', in: [id] }) },
    })),
    { key: 'trash', label: t('trash'), icon: IconTrash, search: { filter: one({ field: 'in_trash', is: true }) } },
  ];
  return (
    <nav aria-label={t('segments')} className={classes['rail']}>
      {entries.map(({ key, label, icon: Icon, count, search: wanted }) => (
        <button
          key={key}
          type="button"
          className={classes['entry']}
          aria-current={sameSearch(wanted, search) || undefined}
          onClick={() => onChoose(wanted)}
        >
          <Icon size={16} aria-hidden />
          {label}
          {count !== undefined && <span className={classes['count']}>{number(count)}</span>}
        </button>
      ))}
    </nav>
  );
}

function segmentEntry({ id, name, query, count }: Segment): Entry {
  return { key: `segment-${id}`, label: name, icon: IconFilter, count, search: searchOf({ id, query }) };
}

/** The address of a segment's contacts. */
function searchOf({ id, query }: Pick<Segment, 'id' | 'query'>): ContactsSearch {
  const filter = shownFilter(query);
  return {
    segment: id,
    ...(query.q && { q: query.q }),
    ...(filter && { filter }),
    ...(query.unique && { unique: true as const }),
  };
}

/** Whether two addresses show the same contacts, in whatever order. */
function sameSearch(one: ContactsSearch, other: ContactsSearch): boolean {
  const told = ({ q, filter, unique }: ContactsSearch) => JSON.stringify([q ?? '', filter ?? null, unique ?? false]);
  return told(one) === told(other) && (one.segment === undefined || one.segment === other.segment);
}
