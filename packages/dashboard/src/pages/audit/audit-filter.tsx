import { Group, NativeSelect } from '@mantine/core';
import { language } from '../../i18n/index.ts';
import { AccountSelect } from '../../shared/index.ts';
import { auditActions, useActionTexts } from './action-texts.ts';
import type { AuditSearch } from './search.ts';
import { useAuditTexts } from './texts.ts';

type Props = { filter: AuditSearch; onChange: (filter: AuditSearch) => void };

/** One action, one account, or everything; the server does the filtering. */
export function AuditFilter({ filter, onChange }: Props) {
  const t = useAuditTexts();
  const word = useActionTexts();
  const actions = auditActions
    .map((value) => ({ value, label: word(value) }))
    .sort((one, other) => one.label.localeCompare(other.label, language()));
  const put = (key: keyof AuditSearch, value: string) => {
    const { [key]: _, ...others } = filter;
    onChange(value ? { ...others, [key]: value } : others);
  };
  return (
    <Group gap="xs">
      <NativeSelect
        aria-label={t('action')}
        value={filter.action ?? ''}
        onChange={(event) => put('action', event.currentTarget.value)}
        data={[{ value: '', label: t('all_actions') }, ...actions]}
      />
      <AccountSelect value={filter.session_id} onChange={(id) => put('session_id', id ?? '')} />
    </Group>
  );
}
