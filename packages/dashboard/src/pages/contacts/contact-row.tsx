import type { ContactListItem } from '@grabber/contract';
import { memo } from 'react';
import { type ColumnKey, type ContactsText, columns, NameCell, PhoneCell, TagsCell } from './columns.tsx';
import classes from './contact-table.module.css';
import { nameOf } from './names.ts';

type Props = {
  /** Undefined while its page is on the way. */
  contact: ContactListItem | undefined;
  index: number;
  /** Where it stands, in pixels from the top. */
  top: number;
  selected: boolean;
  active: boolean;
  shown: readonly ColumnKey[];
  t: ContactsText;
};

function standing({ contact, index, top, selected, active }: Props) {
  return {
    role: 'row',
    id: `contact-row-${index}`,
    'aria-rowindex': index + 2,
    'aria-selected': selected,
    'data-index': index,
    'data-active': active || undefined,
    'data-gone': (contact && (contact.removed_at || contact.deleted_at)) || undefined,
    style: { transform: `translateY(${top}px)` },
  };
}

function SelectCell({ contact, selected, t }: Props) {
  return (
    <div role="gridcell">
      {contact && (
        <label className={classes['check']} data-select>
          <input
            type="checkbox"
            tabIndex={-1}
            checked={selected}
            readOnly
            aria-label={t('select_row', { name: nameOf(contact) ?? t('no_name') })}
          />
        </label>
      )}
    </div>
  );
}

/** A line of the table. It has no handlers of its own: the table hears for all of them. */
export const ContactRow = memo(function ContactRow(props: Props) {
  const { contact, shown, t } = props;
  return (
    <div className={classes['row']} {...standing(props)}>
      <SelectCell {...props} />
      {shown.map((key) => (
        <div key={key} role="gridcell" className={classes['cell']}>
          {contact ? columns[key].cell(contact, t) : <span className={classes['skeleton']} />}
        </div>
      ))}
    </div>
  );
});

/** The same on a small screen. */
export const ContactCard = memo(function ContactCard(props: Props) {
  const { contact, t } = props;
  return (
    <div className={classes['card']} {...standing(props)}>
      <SelectCell {...props} />
      <div role="gridcell" className={classes['facts']}>
        {contact ? (
          <>
            <NameCell contact={contact} t={t} />
            <span className={classes['line']}>
              <PhoneCell contact={contact} t={t} />
              <span className={classes['clip']}>{contact.session_name}</span>
            </span>
            <TagsCell tags={contact.tags} />
          </>
        ) : (
          <span className={classes['skeleton']} />
        )}
      </div>
    </div>
  );
});
