import type { ContactCondition, ContactFacets, ContactFilter } from '@grabber/contract';
import { Button, Group, MultiSelect, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconAdjustments } from '@tabler/icons-react';
import { language } from '../../../i18n/index.ts';
import { countryName } from '../names.ts';
import { type ChoiceField, conditionOf, type FlagField, withCondition, without } from './filter.ts';
import { GroupPicker } from './group-picker.tsx';
import { useFilterTexts } from './texts.ts';
import { useChoices } from './use-names.ts';

type Props = {
  filter: ContactFilter | undefined;
  facets: ContactFacets | undefined;
  onChange: (filter: ContactFilter | undefined) => void;
  onAdvanced: () => void;
};

const flags: FlagField[] = ['has_phone', 'in_address_book', 'has_chat', 'is_business', 'has_name', 'opted_out'];

/** The filters that are used most, with how many contacts each choice has. */
export function QuickFilters({ filter, facets, onChange, onAdvanced }: Props) {
  const t = useFilterTexts();
  const { sessions, tags, lists } = useChoices();
  const set = (condition: ContactCondition | null, field: ContactCondition['field']) =>
    onChange(condition ? withCondition(filter, condition) : withoutField(filter, field));
  const choice = (field: ChoiceField, data: { value: string; label: string }[]) => (
    <ChoiceOf key={field} {...{ field, data, filter, set }} />
  );
  const number = new Intl.NumberFormat(language());
  const counted = (label: string, count: number | undefined) =>
    count === undefined ? label : `${label} (${number.format(count)})`;

  return (
    <Stack gap="sm">
      {flags.map((field) => (
        <FlagOf key={field} {...{ field, filter, set }} counts={facets?.[field as keyof ContactFacets] as YesNo} />
      ))}
      {choice(
        'tag',
        tags.map(({ id, name, contacts_count }) => ({ value: String(id), label: counted(name, contacts_count) })),
      )}
      {choice(
        'country',
        (facets?.countries ?? []).flatMap(({ country_code, count }) =>
          country_code ? [{ value: country_code, label: counted(countryName(country_code, language()), count) }] : [],
        ),
      )}
      {sessions.length > 1 &&
        choice(
          'session',
          sessions.map(({ session_id, name }) => ({ value: session_id, label: name })),
        )}
      {lists.length > 0 &&
        choice(
          'list',
          lists.map(({ id, name, contacts_count }) => ({ value: String(id), label: counted(name, contacts_count) })),
        )}
      <GroupPicker
        label={t('group')}
        value={conditionOf(filter, 'group')?.in ?? []}
        onChange={(ids) => set(ids.length > 0 ? { field: 'group', in: ids } : null, 'group')}
      />
      <Button variant="light" leftSection={<IconAdjustments size={16} aria-hidden />} onClick={onAdvanced}>
        {t('advanced')}
      </Button>
    </Stack>
  );
}

type YesNo = { yes: number; no: number } | undefined;
type SetCondition = (condition: ContactCondition | null, field: ContactCondition['field']) => void;
type FieldProps = { filter: ContactFilter | undefined; set: SetCondition };

function FlagOf({ field, filter, set, counts }: FieldProps & { field: FlagField; counts: YesNo }) {
  const t = useFilterTexts();
  const is = conditionOf(filter, field)?.is;
  const number = new Intl.NumberFormat(language(), { notation: 'compact' });
  const counted = (label: string, count: number | undefined) =>
    count === undefined ? label : `${label} · ${number.format(count)}`;
  return (
    <Group justify="space-between" gap="xs">
      <Text size="sm" id={`flag-${field}`}>
        {t(field)}
      </Text>
      <SegmentedControl
        size="xs"
        aria-labelledby={`flag-${field}`}
        value={is === undefined ? 'any' : String(is)}
        onChange={(value) => set(value === 'any' ? null : { field, is: value === 'true' }, field)}
        data={[
          { value: 'any', label: t('any') },
          { value: 'true', label: counted(t('yes'), counts?.yes) },
          { value: 'false', label: counted(t('no'), counts?.no) },
        ]}
      />
    </Group>
  );
}

type ChoiceProps = FieldProps & { field: ChoiceField; data: { value: string; label: string }[] };

function ChoiceOf({ field, data, filter, set }: ChoiceProps) {
  const t = useFilterTexts();
  const chosen = conditionOf(filter, field)?.in.map(String) ?? [];
  const byId = field === 'tag' || field === 'list';
  return (
    <MultiSelect
      label={t(field)}
      placeholder={chosen.length > 0 ? '' : t('choose')}
      data={data}
      value={chosen}
      searchable
      clearable
      hidePickedOptions
      nothingFoundMessage={t('nothing')}
      comboboxProps={{ withinPortal: false }}
      onChange={(values) => {
        const given = byId ? values.map(Number) : values;
        set(values.length > 0 ? ({ field, in: given } as ContactCondition) : null, field);
      }}
    />
  );
}

function withoutField(filter: ContactFilter | undefined, field: ContactCondition['field']): ContactFilter | undefined {
  const index = filter?.any[0]?.all.findIndex((condition) => condition.field === field) ?? -1;
  return filter && index >= 0 ? without(filter, 0, index) : filter;
}
