import { CloseButton, Loader, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useSharedTexts } from './texts.ts';
import { useTyped } from './use-typed.ts';

type SearchInputProps = {
  label: string;
  hint: string;
  value: string;
  onChange: (q: string) => void;
  pending?: boolean;
};

const waitMs = 180;

/** A search box that searches as it is typed. */
export function SearchInput({ label, hint, value, onChange, pending = false }: SearchInputProps) {
  const t = useSharedTexts();
  const [typed, type] = useTyped(value, onChange, waitMs);
  return (
    <TextInput
      type="search"
      aria-label={label}
      placeholder={hint}
      value={typed}
      maxLength={200}
      onChange={(event) => type(event.currentTarget.value)}
      leftSection={pending ? <Loader size={16} aria-hidden /> : <IconSearch size={17} aria-hidden />}
      rightSection={typed && <CloseButton size="sm" aria-label={t('clear')} onClick={() => type('')} />}
      style={{ flex: '1 1 240px' }}
    />
  );
}
