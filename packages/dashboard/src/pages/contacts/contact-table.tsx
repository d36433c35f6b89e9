import type { ContactListSort } from '@grabber/contract';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from 'react';
import { type ColumnKey, type ContactsText, columns } from './columns.tsx';
import { ContactCard, ContactRow } from './contact-row.tsx';
import classes from './contact-table.module.css';
import { isSelected, type Selection, stateOf } from './selection.ts';
import { TableHead } from './table-head.tsx';
import type { ContactRows } from './use-contact-pages.ts';
import { useFillHeight } from './use-fill-height.ts';

type Props = {
  rows: ContactRows;
  shown: readonly ColumnKey[];
  /** Cards instead of lines, for small screens. */
  small: boolean;
  sort: ContactListSort;
  onSort: (sort: ContactListSort) => void;
  selection: Selection;
  /** Selects the row, and with `range` all from the row before. */
  onSelect: (index: number, range: boolean) => void;
  onSelectLoaded: () => void;
  onOpen: (index: number, edit?: boolean) => void;
  onLook: (first: number, last: number) => void;
  onEscape: () => void;
  t: ContactsText;
};

/** Of the page's bar: on a small screen the list fills the rest. */
const headerHeight = 56;

/**
 * The list of contacts: only what is on the screen stands in the document. It is one stop of the Tab key; inside it the arrows move
 * (`aria-activedescendant`), and screen readers are told how many rows there are in all.
 */
export function ContactTable(props: Props) {
  const { rows, shown, small, selection, t } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const height = useFillHeight(scroller, small ? { mostOver: headerHeight } : {});
  const total = rows.total ?? 0;
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => (small ? 92 : 48),
    overscan: 6,
    scrollPaddingStart: small ? 0 : 44,
    onChange: ({ range }) => range && props.onLook(range.startIndex, range.endIndex),
  });
  const list = rows.key;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list begins at its top
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
    setActive(0);
  }, [list]);
  const move = (to: number) => {
    const next = Math.min(total - 1, Math.max(0, to));
    setActive(next);
    virtual.scrollToIndex(next);
  };
  const Row = small ? ContactCard : ContactRow;

  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={t('table')}
      aria-description={t('table_keys')}
      aria-rowcount={total + 1}
      aria-colcount={small ? 2 : shown.length + 1}
      aria-multiselectable
      aria-busy={rows.isOld}
      aria-activedescendant={total > 0 ? `contact-row-${active}` : undefined}
      tabIndex={0}
      className={classes['scroller']}
      style={
        {
          height,
          '--columns': shown.map((key) => columns[key].width).join(' '),
          '--least': `${leastWidth(shown)}px`,
        } as React.CSSProperties
      }
      onKeyDown={(event) => onKey(event, { active, move, page: Math.floor(height / 48) - 2, total, ...props })}
      onClick={(event) => onClick(event, setActive, props)}
    >
      <div role="rowgroup" className={small ? undefined : classes['table']}>
        <TableHead {...props} state={stateOf(selection, rows.loadedIds)} />
      </div>
      <div
        role="rowgroup"
        className={`${classes['body']} ${small ? '' : classes['table']} ${rows.isOld ? classes['old'] : ''}`}
        style={{ height: virtual.getTotalSize() }}
      >
        {virtual.getVirtualItems().map(({ index, start }) => {
          const contact = rows.rowAt(index);
          const selected = contact !== undefined && isSelected(selection, contact.id);
          return <Row key={index} {...{ contact, index, top: start, selected, active: index === active, shown, t }} />;
        })}
      </div>
    </div>
  );
}

/** Of all columns with what stands between them: below it the table is scrolled sideways. */
function leastWidth(shown: readonly ColumnKey[]): number {
  const widths = shown.map((key) => Number.parseInt(columns[key].width.replace('minmax(', ''), 10) + 12);
  return widths.reduce((sum, width) => sum + width, 44 + 14);
}

function onClick(event: MouseEvent, setActive: (index: number) => void, { onSelect, onOpen }: Props) {
  const target = event.target as HTMLElement;
  const row = target.closest<HTMLElement>('[data-index]');
  if (!row) return;
  const index = Number(row.dataset['index']);
  setActive(index);
  // A ticked box would keep the focus, and the keys of the table with it.
  (event.currentTarget as HTMLElement).focus({ preventScroll: true });
  const picks = target.closest('[data-select]');
  // A click on a label is told again for its box: one of the two is enough.
  if (picks && target.tagName !== 'INPUT') return;
  if (picks) onSelect(index, event.shiftKey);
  else onOpen(index);
}

type KeyFacts = Props & { active: number; move: (to: number) => void; page: number; total: number };

function onKey(event: KeyboardEvent, facts: KeyFacts) {
  if (event.target !== event.currentTarget || event.altKey) return;
  const act = actionOf(event, facts);
  if (!act) return;
  event.preventDefault();
  act();
}

function actionOf({ key, shiftKey, ctrlKey, metaKey }: KeyboardEvent, facts: KeyFacts): (() => void) | undefined {
  const { active, move, page, total, onSelect, onOpen, onEscape, onSelectLoaded } = facts;
  if (ctrlKey || metaKey) return key === 'a' ? onSelectLoaded : undefined;
  const actions: Record<string, () => void> = {
    ArrowDown: () => move(active + 1),
    j: () => move(active + 1),
    ArrowUp: () => move(active - 1),
    k: () => move(active - 1),
    PageDown: () => move(active + page),
    PageUp: () => move(active - page),
    Home: () => move(0),
    End: () => move(total - 1),
    Enter: () => onOpen(active),
    e: () => onOpen(active, true),
    x: () => onSelect(active, false),
    X: () => onSelect(active, true),
    ' ': () => onSelect(active, shiftKey),
    Escape: onEscape,
  };
  return actions[key];
}
