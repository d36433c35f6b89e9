import type { ContactListSort } from '@grabber/contract';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { ColumnKey, ContactsText } from './columns.tsx';
import classes from './contact-table.module.css';

const sortOf: Partial<Record<ColumnKey, ContactListSort>> = {
  name: 'name',
  phone: 'phone',
  country: 'country',
  last_seen: 'last_seen',
  first_seen: 'first_seen',
  updated: 'updated',
};

type Props = {
  shown: readonly ColumnKey[];
  small: boolean;
  sort: ContactListSort;
  onSort: (sort: ContactListSort) => void;
  state: 'none' | 'part' | 'all';
  onSelectLoaded: () => void;
  t: ContactsText;
};

/** The head of the table: the box that selects what is shown, and columns that sort. On a small screen only readers of screens hear it. */
export function TableHead({ shown, small, sort, onSort, state, onSelectLoaded, t }: Props) {
  if (small) {
    return (
      <div role="row" aria-rowindex={1} className={classes['unseen']}>
        <span role="columnheader">{t('select_loaded')}</span>
        <span role="columnheader">{t('title')}</span>
      </div>
    );
  }
  return (
    <div role="row" aria-rowindex={1} className={classes['head']}>
      <div role="columnheader">
        <label className={classes['check']}>
          <input
            type="checkbox"
            checked={state === 'all'}
            ref={(box) => {
              if (box) box.indeterminate = state === 'part';
            }}
            onChange={onSelectLoaded}
            aria-label={t('select_loaded')}
          />
        </label>
      </div>
      {shown.map((key) => (
        <HeadCell key={key} column={key} sort={sort} onSort={onSort} t={t} />
      ))}
    </div>
  );
}

type CellProps = { column: ColumnKey } & Pick<Props, 'sort' | 'onSort' | 't'>;

function HeadCell({ column, sort, onSort, t }: CellProps) {
  const by = sortOf[column];
  if (!by) {
    return (
      <div role="columnheader" className={classes['label']}>
        {t(`col_${column}`)}
      </div>
    );
  }
  const direction = sort === by ? 'ascending' : sort === `-${by}` ? 'descending' : 'none';
  const Icon = direction === 'descending' ? IconArrowDown : IconArrowUp;
  return (
    <div role="columnheader" aria-sort={direction}>
      <button
        type="button"
        className={classes['sort']}
        onClick={() => onSort(direction === 'ascending' ? (`-${by}` as ContactListSort) : by)}
      >
        {t(`col_${column}`)}
        {direction !== 'none' && <Icon size={14} aria-hidden />}
      </button>
    </div>
  );
}
