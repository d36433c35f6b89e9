import type { ContactListItem, OwnFieldName } from '@grabber/contract';
import { ActionIcon, Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useCan, useChange } from '../../../api/index.ts';
import { ErrorNotice, sayDone } from '../../../shared/index.ts';
import { useDrawerTexts } from './texts.ts';

const fields: readonly OwnFieldName[] = ['alias', 'company', 'email', 'note'];

/** The user's own fields, edited where they stand. */
export function OwnFieldsPart({ contact, edit }: { contact: ContactListItem; edit: boolean }) {
  const may = useCan()('contacts:write');
  const [editing, setEditing] = useState<OwnFieldName | null>(edit && may ? 'alias' : null);
  return (
    <Stack gap="xs">
      {fields.map((field) =>
        editing === field ? (
          <FieldForm key={field} field={field} contact={contact} onEnd={() => setEditing(null)} />
        ) : (
          <FieldText
            key={field}
            field={field}
            value={contact[field]}
            onEdit={may ? () => setEditing(field) : undefined}
          />
        ),
      )}
    </Stack>
  );
}

type TextProps = { field: OwnFieldName; value: string | null; onEdit: (() => void) | undefined };

function FieldText({ field, value, onEdit }: TextProps) {
  const t = useDrawerTexts();
  return (
    <Group gap="xs" wrap="nowrap" align="start">
      <div style={{ flex: 1, minWidth: 0 }}>
        <Text size="xs" c="dimmed">
          {t(field)}
        </Text>
        <Text size="sm" {...(!value && { c: 'dimmed' })} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {value ?? t('empty')}
        </Text>
      </div>
      {onEdit && (
        <ActionIcon variant="subtle" color="gray" aria-label={t('edit', { field: t(field) })} onClick={onEdit}>
          <IconPencil size={16} aria-hidden />
        </ActionIcon>
      )}
    </Group>
  );
}

type FormProps = { field: OwnFieldName; contact: ContactListItem; onEnd: () => void };

function FieldForm({ field, contact, onEnd }: FormProps) {
  const t = useDrawerTexts();
  const [value, setValue] = useState(contact[field] ?? '');
  const change = useChange('PATCH /api/contacts/{id}', {
    refreshes: ['GET /api/contacts/{id}', 'GET /api/contacts', 'GET /api/contacts/{id}/timeline'],
    onDone: () => {
      sayDone(t('saved'));
      onEnd();
    },
  });
  const Input = field === 'note' ? Textarea : TextInput;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate({ params: { id: contact.id }, body: { [field]: value.trim() || null } });
      }}
    >
      <Stack gap={6}>
        <Input
          label={t(field)}
          value={value}
          type={field === 'email' ? 'email' : 'text'}
          maxLength={field === 'note' ? 10_000 : 200}
          onChange={(event) => setValue(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            // Closes the field, not the drawer around it.
            event.stopPropagation();
            onEnd();
          }}
          {...(field === 'note' && { autosize: true, minRows: 3 })}
          data-autofocus
          ref={(input: HTMLInputElement & HTMLTextAreaElement) => input?.focus()}
        />
        <ErrorNotice error={change.error} />
        <Group gap="xs" justify="end">
          <Button size="xs" variant="default" onClick={onEnd}>
            {t('cancel')}
          </Button>
          <Button size="xs" type="submit" loading={change.isPending}>
            {t('save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
