import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { read, useCan } from '../api/index.ts';
import { useSharedTexts } from './texts.ts';

type AccountSelectProps = {
  value: string | undefined;
  onChange: (session_id: string | undefined) => void;
  /** Its name is seen, not only heard. */
  withLabel?: boolean;
};

/** One account or all; not shown where there is no choice. */
export function AccountSelect({ value, onChange, withLabel = false }: AccountSelectProps) {
  const t = useSharedTexts();
  const { data } = useQuery({ ...read('GET /api/sessions'), enabled: useCan()('sessions:read') });
  const sessions = data?.sessions ?? [];
  if (sessions.length < 2) return null;
  return (
    <NativeSelect
      {...(withLabel ? { label: t('account') } : { 'aria-label': t('account') })}
      value={value ?? ''}
      data={[
        { value: '', label: t('all_accounts') },
        ...sessions.map(({ session_id, name }) => ({ value: session_id, label: name })),
      ]}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  );
}
