import type { ContactListItem, OwnFieldName } from '@grabber/contract';
import { Group, Radio, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Ago, Num, Table } from '../../shared/index.ts';
import { nameOf } from '../contacts/names.ts';
import { displayPhone } from '../contacts/phone.ts';
import { TagBadge } from '../contacts/tag-badge.tsx';
import classes from './comparison.module.css';
import { useDuplicateTexts } from './texts.ts';

/** Which contact leads, and from whom each own field is taken where it is not from that one. */
export type Choice = { keep: number; fields: Partial<Record<OwnFieldName, number>> };

/** What the server is told of a choice. */
export function bodyOf({ keep, fields }: Choice) {
  const chosen = Object.entries(fields) as [OwnFieldName, number][];
  return { keep_contact_id: keep, ...(chosen.length > 0 && { fields: Object.fromEntries(chosen) }) };
}

type ComparisonProps = { contacts: ContactListItem[]; choice: Choice; onChoice: (choice: Choice) => void };

const ownFields: OwnFieldName[] = ['alias', 'email', 'company', 'note'];

const tagsOf = ({ tags }: ContactListItem) => (
  <Group gap={4}>
    {tags.map((tag) => (
      <TagBadge key={tag.id} {...tag} />
    ))}
  </Group>
);

/** The contacts as columns of one table. */
export function Comparison({ contacts, choice, onChoice }: ComparisonProps) {
  const t = useDuplicateTexts();
  const called = (contact: ContactListItem) => nameOf(contact) ?? t('unnamed');
  const facts: [string, (contact: ContactListItem) => ReactNode][] = [
    [t('name'), called],
    [t('phone'), ({ phone_number }) => (phone_number ? displayPhone(phone_number) : t('hidden'))],
    [t('account'), ({ session_name }) => session_name],
    [t('groups'), ({ groups_count }) => <Num value={groups_count} />],
    [t('last_seen'), ({ last_seen_at }) => <Ago at={last_seen_at} />],
  ];
  if (contacts.some(({ tags }) => tags.length > 0)) facts.push([t('tags'), tagsOf]);
  const differing = ownFields.filter((field) => contacts.some((contact) => contact[field]));
  return (
    <Table label={contacts.map(called).join(' / ')} className={classes['comparison']}>
      <thead>
        <tr>
          <th scope="col">{t('field')}</th>
          {contacts.map((contact, index) => (
            <th scope="col" key={contact.id}>
              <Radio
                label={t('keep')}
                aria-label={`${index < 2 ? t(index === 0 ? 'first' : 'second') : called(contact)}: ${t('keep')}`}
                checked={choice.keep === contact.id}
                onChange={() => onChoice({ ...choice, keep: contact.id })}
              />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {facts.map(([label, tell]) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            {contacts.map((contact) => (
              <td key={contact.id}>{tell(contact)}</td>
            ))}
          </tr>
        ))}
        {differing.map((field) => (
          <tr key={field}>
            <th scope="row">{t(field)}</th>
            {contacts.map((contact) => (
              <td key={contact.id}>
                {contact[field] ? (
                  <Radio
                    label={contact[field]}
                    aria-label={t('take', { field: t(field), name: called(contact) })}
                    checked={(choice.fields[field] ?? choice.keep) === contact.id}
                    onChange={() => onChoice({ ...choice, fields: { ...choice.fields, [field]: contact.id } })}
                  />
                ) : (
                  <Text c="dimmed">{t('none')}</Text>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
