import { Button, Stack } from '@mantine/core';
import { useHotkeys, useMediaQuery } from '@mantine/hooks';
import { IconDownload, IconUpload } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useRef, useState } from 'react';
import { Page, RequireScope } from '../../shared/index.ts';
import { ContactTable } from './contact-table.tsx';
import { Dialogs, type OpenDialog } from './dialogs.tsx';
import { looksIntoTrash } from './filters/filter.ts';
import { ListNotice } from './list-notice.tsx';
import { queryOf } from './people-only.ts';
import { SelectAll } from './select-all.tsx';
import { nothing, selectionOf, sizeOf } from './selection.ts';
import { useContactsTexts } from './texts.ts';
import { Toolbar } from './toolbar.tsx';
import { useColumns } from './use-columns.ts';
import { useContactPages } from './use-contact-pages.ts';
import { useContactsSearch, useGo } from './use-go.ts';
import { useSelection } from './use-selection.ts';
import { useWantedPages } from './use-wanted-pages.ts';

const BulkBar = lazy(async () => ({ default: (await import('./bulk/bulk-bar.tsx')).BulkBar }));

/** The contacts of all accounts: search, filter, select, change, export. Everything but the selection stands in the address. */
export function ContactsPage() {
  const t = useContactsTexts();
  const search = useContactsSearch();
  const go = useGo();
  const small = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const columns = useColumns();
  const query = queryOf(search);
  const { sort = 'name' } = search;
  const [wanted, look] = useWantedPages();
  const rows = useContactPages({ query, sort }, wanted);
  const { total = 0 } = rows;
  const selection = useSelection(rows);
  const box = useRef<HTMLInputElement>(null);
  const [dialog, setDialog] = useState<OpenDialog>(null);
  const [edit, setEdit] = useState(false);
  useHotkeys([
    ['/', () => box.current?.focus()],
    ['shift+?', () => setDialog('keys')],
    ['?', () => setDialog('keys')],
  ]);
  const count = sizeOf(selection.value, total);
  const narrowed = Boolean(search.q || search.filter);

  return (
    <Page
      title={t('title')}
      hint={<span role="status">{rows.total !== undefined && t(narrowed ? 'found' : 'count', { count: total })}</span>}
      actions={<Actions onExport={() => setDialog('export')} />}
    >
      <Stack gap="xs">
        <Toolbar
          {...{ search, go, columns, small, box }}
          pending={rows.isOld}
          onTable={focusTable}
          onBuilder={() => setDialog('builder')}
        />
        <SelectAll selection={selection} total={total} />
        <ListNotice rows={rows} narrowed={narrowed} onClear={() => go({})} />
        {total > 0 && (
          <ContactTable
            {...{ rows, small, sort, t }}
            shown={columns.shown}
            onSort={(next) => go((old) => ({ ...old, sort: next === 'name' ? undefined : next }))}
            selection={selection.value}
            onSelect={selection.toggle}
            onSelectLoaded={selection.toggleLoaded}
            onOpen={(index, editing = false) => {
              const contact = rows.rowAt(index);
              setEdit(editing);
              if (contact) go((old) => ({ ...old, open: contact.id }));
            }}
            onLook={look}
            onEscape={() => selection.set(nothing)}
          />
        )}
      </Stack>
      <Suspense>
        {count > 0 && (
          <BulkBar
            selection={selectionOf(selection.value, query)}
            count={count}
            total={total}
            inTrash={looksIntoTrash(search.filter)}
            onClear={() => selection.set(nothing)}
            onExport={() => setDialog('export')}
          />
        )}
      </Suspense>
      <Dialogs
        {...{ dialog, search, go, edit }}
        exported={count > 0 ? selectionOf(selection.value, query) : { query }}
        onClose={() => setDialog(null)}
        onDrawerClosed={focusTable}
      />
    </Page>
  );
}

function focusTable(): void {
  document.querySelector<HTMLElement>('[role="grid"]')?.focus();
}

function Actions({ onExport }: { onExport: () => void }) {
  const t = useContactsTexts();
  return (
    <>
      <RequireScope scope="contacts:write">
        <Button component={Link} to="/imports" variant="default" leftSection={<IconUpload size={16} aria-hidden />}>
          {t('import')}
        </Button>
      </RequireScope>
      <RequireScope scope="export">
        <Button leftSection={<IconDownload size={16} aria-hidden />} onClick={onExport}>
          {t('export')}
        </Button>
      </RequireScope>
    </>
  );
}
