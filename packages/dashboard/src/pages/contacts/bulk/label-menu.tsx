import { Button, Group, Menu, ScrollArea, Text, TextInput } from '@mantine/core';
import type { TablerIcon } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
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

/** Tags or lists to put on a selection or take from it; a new one is made on the way. */
export function LabelMenu({ title, icon: Icon, labels, words, onAdd, onRemove, onCreate }: Props) {
  return (
    <Menu position="top-start" withinPortal width={260}>
      <Menu.Target>
        <Button variant="default" size="xs" leftSection={<Icon size={15} aria-hidden />}>
          {title}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {onCreate && <NewLabel label={words.create} onCreate={onCreate} />}
        <ScrollArea.Autosize mah={300}>
          <Menu.Label>{words.add}</Menu.Label>
          {labels.length === 0 && (
            <Text size="sm" c="dimmed" px="sm" pb="xs">
              {words.none}
            </Text>
          )}
          {labels.map(({ id, name, look }) => (
            <Menu.Item key={id} onClick={() => onAdd(id)} aria-label={`${words.add}: ${name}`}>
              {look}
            </Menu.Item>
          ))}
          {labels.length > 0 && <Menu.Label>{words.remove}</Menu.Label>}
          {labels.map(({ id, name, look }) => (
            <Menu.Item key={id} onClick={() => onRemove(id)} aria-label={`${words.remove}: ${name}`}>
              {look}
            </Menu.Item>
          ))}
        </ScrollArea.Autosize>
      </Menu.Dropdown>
    </Menu>
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
          // The menu moves among its entries by letters.
          onKeyDown={(event) => event.stopPropagation()}
          style={{ flex: 1 }}
        />
        <Button size="xs" type="submit" variant="light">
          {t('create')}
        </Button>
      </Group>
    </form>
  );
}
