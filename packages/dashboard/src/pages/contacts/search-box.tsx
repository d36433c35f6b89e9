import { CloseButton, Loader, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { useTyped } from '../../shared/index.ts';
import { useContactsTexts } from './texts.ts';

type Props = {
  value: string;
  onChange: (q: string) => void;
  pending: boolean;
  input: RefObject<HTMLInputElement | null>;
  /** From the search into the list. */
  onDown: () => void;
};

const waitMs = 60;

/** Searches as it is typed; what is on the screen stays until the answer is there. */
export function SearchBox({ value, onChange, pending, input, onDown }: Props) {
  const t = useContactsTexts();
  const [typed, type] = useTyped(value, onChange, waitMs);
  return (
    <TextInput
      ref={input}
      type="search"
      aria-label={t('search')}
      placeholder={t('search_hint')}
      value={typed}
      maxLength={200}
      onChange={(event) => type(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'ArrowDown' || event.key === 'Enter') {
          event.preventDefault();
          onDown();
        }
        if (event.key === 'Escape') {
          event.preventDefault();
          if (typed) type('');
          else onDown();
        }
      }}
      leftSection={pending ? <Loader size={16} aria-hidden /> : <IconSearch size={17} aria-hidden />}
      rightSection={typed && <CloseButton size="sm" aria-label={t('clear_search')} onClick={() => type('')} />}
      style={{ flex: '1 1 260px' }}
      aria-keyshortcuts="/"
    />
  );
}
