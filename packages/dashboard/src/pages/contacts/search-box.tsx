import { CloseButton, Loader, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
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
  const [typed, setTyped] = useState(value);
  const sent = useRef(value);
  const send = useDebouncedCallback((q: string) => {
    sent.current = q;
    onChange(q);
  }, waitMs);
  useEffect(() => {
    // Somebody chose a segment or went back: the box follows the address.
    if (value !== sent.current.trim()) setTyped(value);
    sent.current = value;
  }, [value]);
  const type = (q: string) => {
    setTyped(q);
    send(q);
  };
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
