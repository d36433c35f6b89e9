import type { ContactCondition } from '@grabber/contract';
import { ActionIcon, Group, Select, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { ChoiceValue } from './choice-value.tsx';
import { dayOf, endOfDay, startOfDay } from './days.ts';
import { emptyCondition, offeredFields } from './draft.ts';
import type { ConditionField } from './filter.ts';
import { useFilterTexts } from './texts.ts';

type Props = { condition: ContactCondition; onChange: (condition: ContactCondition) => void; onRemove: () => void };

/** One condition: its field, how it is compared, and with what. */
export function ConditionLine({ condition, onChange, onRemove }: Props) {
  const t = useFilterTexts();
  return (
    <Group gap="xs" align="end" wrap="wrap">
      <Select
        aria-label={t('field')}
        w={190}
        allowDeselect={false}
        value={condition.field}
        data={offeredFields.map((field) => ({ value: field, label: t(field) }))}
        onChange={(field) => field && onChange(emptyCondition(field as ConditionField))}
      />
      <Value condition={condition} onChange={onChange} />
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('remove_condition')} onClick={onRemove}>
        <IconTrash size={16} aria-hidden />
      </ActionIcon>
    </Group>
  );
}

function Value({ condition, onChange }: Omit<Props, 'onRemove'>) {
  const t = useFilterTexts();
  if (condition.field === 'text') {
    return (
      <TextInput
        aria-label={t('contains')}
        placeholder={t('contains')}
        style={{ flex: 1 }}
        value={condition.contains}
        maxLength={200}
        onChange={(event) => onChange({ field: 'text', contains: event.currentTarget.value })}
      />
    );
  }
  if ('in' in condition) return <ChoiceValue condition={condition} onChange={onChange} />;
  if ('is' in condition) {
    return (
      <Select
        aria-label={t('value')}
        w={120}
        allowDeselect={false}
        value={String(condition.is)}
        data={[
          { value: 'true', label: t('yes') },
          { value: 'false', label: t('no') },
        ]}
        onChange={(value) => onChange({ field: condition.field, is: value === 'true' })}
      />
    );
  }
  const { field, from, to } = condition;
  return (
    <Group gap="xs">
      <TextInput
        type="date"
        aria-label={t('from')}
        value={from ? dayOf(from) : ''}
        onChange={({ currentTarget: { value } }) =>
          onChange({ field, ...(value && { from: startOfDay(value) }), ...(to && { to }) })
        }
      />
      <TextInput
        type="date"
        aria-label={t('to')}
        value={to ? dayOf(new Date(Date.parse(to) - 1).toISOString()) : ''}
        onChange={({ currentTarget: { value } }) =>
          onChange({ field, ...(from && { from }), ...(value && { to: endOfDay(value) }) })
        }
      />
    </Group>
  );
}
