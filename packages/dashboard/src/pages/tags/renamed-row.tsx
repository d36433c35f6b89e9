import type { ContactQuery } from '@grabber/contract';
import { useState } from 'react';
import { onDemand } from '../../shared/index.ts';
import { LabelRow } from './label-row.tsx';
import { useTagTexts } from './texts.ts';

const NameForm = onDemand(async () => (await import('./name-form.tsx')).NameForm);

type Change<Arguments extends unknown[]> = {
  mutate: (...given: Arguments) => void;
  isPending: boolean;
  error: unknown;
};
type RenamedRowProps = {
  name: string;
  count: number | undefined;
  query: ContactQuery;
  loss: string;
  rename: Change<[name: string, onDone: () => void]>;
  remove: Change<[]>;
};

/** A segment or list, of which only the name can be changed here. */
export function RenamedRow({ rename, ...row }: RenamedRowProps) {
  const t = useTagTexts();
  const [editing, setEditing] = useState(false);
  const close = () => setEditing(false);
  return (
    <>
      <LabelRow {...row} onEdit={() => setEditing(true)} />
      <NameForm
        title={t('rename')}
        opened={editing}
        onClose={close}
        name={row.name}
        onSubmit={(given) => rename.mutate(given, close)}
        pending={rename.isPending}
        error={rename.error}
      />
    </>
  );
}
