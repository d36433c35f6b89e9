import type { ContactListItem } from '@grabber/contract';
import { IconBriefcase, IconEyeOff, IconUserOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { language } from '../../i18n/index.ts';
import { initials } from '../../shared/initials.ts';
import classes from './contact-table.module.css';
import { countryName, isHidden, nameOf } from './names.ts';
import { displayPhone } from './phone.ts';
import { TagBadge } from './tag-badge.tsx';
import type { useContactsTexts } from './texts.ts';

export type ContactsText = ReturnType<typeof useContactsTexts>;

export const columnKeys = [
  'name',
  'phone',
  'country',
  'groups',
  'tags',
  'session',
  'last_seen',
  'first_seen',
  'updated',
  'push_name',
  'saved_name',
  'company',
  'email',
  'note',
  'saved',
] as const;
export type ColumnKey = (typeof columnKeys)[number];

export const standardColumns: readonly ColumnKey[] = [
  'name',
  'phone',
  'country',
  'groups',
  'tags',
  'session',
  'last_seen',
];

type Column = { width: string; cell: (contact: ContactListItem, t: ContactsText) => ReactNode };

const text = (width: string, value: (contact: ContactListItem) => string | null): Column => ({
  width,
  cell: (contact) => <span className={classes['clip']}>{value(contact)}</span>,
});

/** How each column is drawn: plain elements, as a table that is scrolled draws thousands of them. */
export const columns: Record<ColumnKey, Column> = {
  name: { width: 'minmax(170px, 2.2fr)', cell: (contact, t) => <NameCell contact={contact} t={t} /> },
  phone: { width: 'minmax(165px, 1.1fr)', cell: (contact, t) => <PhoneCell contact={contact} t={t} /> },
  country: text('minmax(96px, 0.8fr)', ({ country_code }) => country_code && countryName(country_code, language())),
  groups: {
    width: '60px',
    cell: ({ groups_count }) => <span className={classes['number']}>{groups_count || '–'}</span>,
  },
  tags: { width: 'minmax(110px, 1.3fr)', cell: ({ tags }) => <TagsCell tags={tags} /> },
  session: text('minmax(110px, 0.9fr)', ({ session_name }) => session_name),
  last_seen: text('124px', ({ last_seen_at }) => shortDate(last_seen_at)),
  first_seen: text('124px', ({ first_seen_at }) => shortDate(first_seen_at)),
  updated: text('124px', ({ updated_at }) => shortDate(updated_at)),
  push_name: text('minmax(130px, 1fr)', ({ push_name }) => push_name),
  saved_name: text('minmax(130px, 1fr)', ({ saved_name }) => saved_name),
  company: text('minmax(130px, 1fr)', ({ company }) => company),
  email: text('minmax(150px, 1fr)', ({ email }) => email),
  note: text('minmax(160px, 1.4fr)', ({ note }) => note),
  saved: { width: '110px', cell: ({ in_address_book }, t) => t(in_address_book ? 'yes' : 'no') },
};

type CellProps = { contact: ContactListItem; t: ContactsText };

export function NameCell({ contact, t }: CellProps) {
  const name = nameOf(contact);
  return (
    <span className={classes['who']}>
      <span className={classes['mark']} aria-hidden data-hue={contact.id % 6}>
        {initials(name) || '·'}
      </span>
      <span className={classes['names']}>
        <span className={classes['clip']} data-nameless={name === null || undefined}>
          {name ?? t('no_name')}
        </span>
      </span>
      {contact.is_business && (
        <IconBriefcase size={15} role="img" aria-label={t('business')} className={classes['sign']} />
      )}
      {contact.opted_out && (
        <IconUserOff size={15} role="img" aria-label={t('opted_out')} className={classes['warn']} />
      )}
    </span>
  );
}

export function PhoneCell({ contact, t }: CellProps) {
  if (contact.phone_number) return <span className={classes['number']}>{displayPhone(contact.phone_number)}</span>;
  if (!isHidden(contact)) return null;
  return (
    <span className={classes['hidden']} title={t('hidden_number_why')}>
      <IconEyeOff size={13} aria-hidden />
      {t('hidden_number')}
    </span>
  );
}

export function TagsCell({ tags, most = 2 }: { tags: ContactListItem['tags']; most?: number }) {
  if (tags.length === 0) return null;
  const rest = tags.slice(most);
  return (
    <span className={classes['tags']}>
      {tags.slice(0, most).map((tag) => (
        <TagBadge key={tag.id} name={tag.name} color={tag.color} />
      ))}
      {rest.length > 0 && <span title={rest.map(({ name }) => name).join(', ')}>+{rest.length}</span>}
    </span>
  );
}

const formats = new Map<string, Intl.DateTimeFormat>();

function shortDate(time: string): string {
  const now = language();
  const format = formats.get(now) ?? new Intl.DateTimeFormat(now === 'id' ? 'id-ID' : 'en-GB', { dateStyle: 'medium' });
  formats.set(now, format);
  return format.format(new Date(time));
}
