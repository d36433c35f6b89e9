import type { ContactCondition } from '@grabber/contract';
import { MultiSelect, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { read } from '../../../api/index.ts';
import { language } from '../../../i18n/index.ts';
import { countryName } from '../names.ts';
import type { ChoiceField } from './filter.ts';
import { GroupPicker } from './group-picker.tsx';
import { useFilterTexts } from './texts.ts';
import { useChoices } from './use-names.ts';

type Choice = Extract<ContactCondition, { field: ChoiceField }>;
type Props = { condition: Choice; onChange: (condition: ContactCondition) => void };

/** The values of a choice, and whether they are meant or the others. */
export function ChoiceValue({ condition, onChange }: Props) {
  const t = useFilterTexts();
  const { field, in: values, not } = condition;
  const change = (chosen: (string | number)[], turned: boolean) =>
    onChange({ field, in: chosen, ...(turned && { not: true }) } as ContactCondition);
  return (
    <>
      <Select
        aria-label={t('operator')}
        w={140}
        allowDeselect={false}
        value={String(not === true)}
        data={[
          { value: 'false', label: t('is_in') },
          { value: 'true', label: t('is_not_in') },
        ]}
        onChange={(value) => change(values, value === 'true')}
      />
      <div style={{ flex: 1, minWidth: 200 }}>
        {field === 'group' ? (
          <GroupPicker label="" value={values as number[]} onChange={(ids) => change(ids, not === true)} />
        ) : (
          <Values field={field} values={values} onChange={(chosen) => change(chosen, not === true)} />
        )}
      </div>
    </>
  );
}

type ValuesProps = {
  field: Exclude<ChoiceField, 'group'>;
  values: readonly (string | number)[];
  onChange: (values: (string | number)[]) => void;
};

function Values({ field, values, onChange }: ValuesProps) {
  const t = useFilterTexts();
  const options = useOptions();
  const byId = field === 'tag' || field === 'list';
  return (
    <MultiSelect
      aria-label={t('value')}
      placeholder={values.length > 0 ? '' : t('choose')}
      data={options(field)}
      value={values.map(String)}
      onChange={(chosen) => onChange(byId ? chosen.map(Number) : chosen)}
      searchable
      hidePickedOptions
      nothingFoundMessage={t('nothing')}
    />
  );
}

function useOptions() {
  const t = useFilterTexts();
  const { sessions, tags, lists } = useChoices();
  const facets = useQuery(read('GET /api/contacts/facets')).data?.data.facets;
  return (field: ValuesProps['field']): { value: string; label: string }[] => {
    switch (field) {
      case 'session':
        return sessions.map(({ session_id, name }) => ({ value: session_id, label: name }));
      case 'tag':
        return tags.map(({ id, name }) => ({ value: String(id), label: name }));
      case 'list':
        return lists.map(({ id, name }) => ({ value: String(id), label: name }));
      case 'type':
        return [
          { value: 'individual', label: t('individual') },
          { value: 'group', label: t('group_type') },
        ];
      case 'status':
        return (['active', 'inactive', 'blocked'] as const).map((value) => ({ value, label: t(value) }));
      case 'country':
        return (facets?.countries ?? []).flatMap(({ country_code: value }) =>
          value ? [{ value, label: countryName(value, language()) }] : [],
        );
    }
  };
}
