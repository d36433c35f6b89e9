import type { ContactSelection } from '@grabber/contract';
import { lazy, Suspense } from 'react';
import type { ContactsSearch } from './search-params.ts';
import type { Go } from './use-go.ts';

const FilterBuilder = lazy(async () => ({ default: (await import('./filters/filter-builder.tsx')).FilterBuilder }));
const ContactDrawer = lazy(async () => ({ default: (await import('./drawer/contact-drawer.tsx')).ContactDrawer }));
const KeysHelp = lazy(async () => ({ default: (await import('./help.tsx')).KeysHelp }));
const ExportDialog = lazy(async () => ({ default: (await import('../exports/export-dialog.tsx')).ExportDialog }));

export type OpenDialog = 'builder' | 'export' | 'keys' | null;

type Props = {
  /** What an export holds: the selection, or all that is found. */
  exported: ContactSelection;
  dialog: OpenDialog;
  onClose: () => void;
  search: ContactsSearch;
  go: Go;
  /** The drawer opens with the first field ready to be typed into. */
  edit: boolean;
  onDrawerClosed: () => void;
};

/** What opens over the list; each is loaded when it is first needed. */
export function Dialogs({ dialog, onClose, search, go, edit, exported, onDrawerClosed }: Props) {
  return (
    <Suspense>
      {dialog === 'builder' && (
        <FilterBuilder
          opened
          filter={search.filter}
          q={search.q}
          onApply={(filter) => {
            onClose();
            go((old) => ({ ...old, filter, segment: undefined }));
          }}
          onClose={onClose}
        />
      )}
      {dialog === 'keys' && <KeysHelp opened onClose={onClose} />}
      {dialog === 'export' && <ExportDialog of={exported} onClose={onClose} />}
      {search.open !== undefined && (
        <ContactDrawer
          id={search.open}
          edit={edit}
          onClose={() => {
            go((old) => ({ ...old, open: undefined }));
            onDrawerClosed();
          }}
        />
      )}
    </Suspense>
  );
}
