import { Button, PasswordInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useChange } from '../../api/index.ts';
import { ErrorNotice, sayDone } from '../../shared/index.ts';
import { useSettingsTexts } from './texts.ts';

export function PasswordForm() {
  const t = useSettingsTexts();
  const form = useForm({
    initialValues: { current_password: '', new_password: '' },
    validate: { new_password: (value) => (value.length < 10 ? t('new_password_hint') : null) },
  });
  const change = useChange('POST /api/me/password', {
    onDone: ({ message }) => {
      form.reset();
      sayDone(message);
    },
  });
  return (
    <form onSubmit={form.onSubmit((body) => change.mutate({ body }))}>
      <Stack gap="xs">
        <PasswordInput
          label={t('current_password')}
          required
          autoComplete="current-password"
          {...form.getInputProps('current_password')}
        />
        <PasswordInput
          label={t('new_password')}
          description={t('new_password_hint')}
          required
          autoComplete="new-password"
          {...form.getInputProps('new_password')}
        />
        <ErrorNotice error={change.error} />
        <Button type="submit" variant="default" loading={change.isPending} style={{ alignSelf: 'start' }}>
          {t('change_password')}
        </Button>
      </Stack>
    </form>
  );
}
