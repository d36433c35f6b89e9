import { Button, Group, Popover, ScrollArea, Text, TextInput, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { TablerIcon } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import classes from './label-menu.module.css';
import { useBulkTexts } from './texts.ts';

type Label = { id: number; name: string; look: ReactNode };
type Props = {
  title: string;
  icon: TablerIcon;
  labels: Label[];
  words: { add: string; remove: string; create: string; none: string };
  onAdd: (id: number) => void;
  onRemove: (id: number) => void;
  /** Undefined where the person may not make new ones. */
  onCreate?: ((name: string) => void) | undefined;
};

/** Tags or lists to put on a selection or take from it; a new one is made on the way. No menu: those hold no fields. */
export function LabelMenu({ title, icon: Icon, labels, words, onAdd, onRemove, onCreate }: Props) {
  const [opened, { close, toggle }] = useDisclosure();
  return (
    <Popover opened={opened} onDismiss={close} position="top-start" withinPortal width={260} trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" size="xs" leftSection={<Icon size={15} aria-hidden />} onClick={toggle}>
          {title}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={4}>
        {onCreate && <NewLabel label={words.create} onCreate={onCreate} />}
        <ScrollArea.Autosize mah={300}>
          {labels.length === 0 && (
            <Text size="sm" c="dimmed" px="sm" pb="xs">
              {words.none}
            </Text>
          )}
          <Choices title={words.add} labels={labels} onChoose={onAdd} />
          <Choices title={words.remove} labels={labels} onChoose={onRemove} />
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  );
}

function Choices({ title, labels, onChoose }: { title: string; labels: Label[]; onChoose: (id: number) => void }) {
  if (labels.length === 0) return null;
  return (
    <>
      <Text size="xs" c="dimmed" fw={500} px="sm" pt={4}>
        {title}
      </Text>
      {labels.map(({ id, name, look }) => (
        <UnstyledButton
          key={id}
          className={classes['choice']}
          onClick={() => onChoose(id)}
          aria-label={`${title}: ${name}`}
        >
          {look}
        </UnstyledButton>
      ))}
    </>
  );
}

function NewLabel({ label, onCreate }: { label: string; onCreate: (name: string) => void }) {
  const t = useBulkTexts();
  const [name, setName] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim()) onCreate(name.trim());
        setName('');
      }}
    >
      <Group gap={4} p={4} wrap="nowrap">
        <TextInput
          size="xs"
          aria-label={label}
          placeholder={label}
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
          style={{ flex: 1 }}
        />
        <Button size="xs" type="submit" variant="light">
          {t('create')}
        </Button>
      </Group>
    </form>
  );
}
