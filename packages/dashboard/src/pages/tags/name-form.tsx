import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ErrorNotice } from '../../shared/index.ts';
import { useTagTexts } from './texts.ts';

type NameFormProps = {
  title: string;
  opened: boolean;
  onClose: () => void;
  /** Its name so far; empty for a new one. */
  name?: string;
  onSubmit: (name: string) => void;
  pending: boolean;
  error: unknown;
  /** Further fields. */
  children?: ReactNode;
};

/** Asks for a name, and whatever else belongs to it. */
export function NameForm(props: NameFormProps) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={props.title} centered>
      <Fields {...props} />
    </Modal>
  );
}

function Fields({ name = '', onSubmit, pending, error, children }: NameFormProps) {
  const t = useTagTexts();
  const [typed, setTyped] = useState(name);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(typed.trim());
      }}
    >
      <Stack>
        <TextInput
          label={t('name')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          required
          maxLength={100}
          data-autofocus
        />
        {children}
        <ErrorNotice error={error} />
        <Group justify="end">
          <Button type="submit" loading={pending}>
            {t(name === '' ? 'create' : 'save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
