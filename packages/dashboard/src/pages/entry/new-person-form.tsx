import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { ErrorNotice } from '../../shared/index.ts';
import { useEntryTexts } from './texts.ts';

export type NewPerson = { token: string; name: string; username: string; password: string };

type NewPersonFormProps = {
  tokenLabel: string;
  tokenHint?: string;
  action: string;
  pending: boolean;
  error: unknown;
  onSubmit: (person: NewPerson) => void;
};

/** The form by which somebody makes an account with a token; one in the address need not be typed. */
export function NewPersonForm({ tokenLabel, tokenHint, action, pending, error, onSubmit }: NewPersonFormProps) {
  const t = useEntryTexts();
  const form = useForm<NewPerson>({
    initialValues: { token: tokenOfAddress(), name: '', username: '', password: '' },
    validate: {
      token: (value) => (value.trim() === '' ? t('token_missing') : null),
      name: (value) => (value.trim() === '' ? t('name_missing') : null),
      username: (value) => (/^[a-z0-9][a-z0-9._@+-]{2,63}$/i.test(value.trim()) ? null : t('username_bad')),
      password: (value) => (value.length < 10 ? t('password_short') : null),
    },
  });
  return (
    <form onSubmit={form.onSubmit((person) => onSubmit({ ...person, token: person.token.trim() }))} noValidate>
      <Stack>
        {tokenOfAddress() === '' && (
          <TextInput
            label={tokenLabel}
            description={tokenHint}
            required
            autoComplete="off"
            {...form.getInputProps('token')}
          />
        )}
        <TextInput label={t('name')} required autoComplete="name" {...form.getInputProps('name')} />
        <TextInput
          label={t('username')}
          description={t('username_hint')}
          required
          autoComplete="username"
          {...form.getInputProps('username')}
        />
        <PasswordInput
          label={t('password')}
          description={t('new_password_hint')}
          required
          autoComplete="new-password"
          {...form.getInputProps('password')}
        />
        <ErrorNotice error={error} />
        <Button type="submit" loading={pending} fullWidth>
          {action}
        </Button>
      </Stack>
    </form>
  );
}

/** Behind the #, so that it is sent to no server and stands in no log. */
function tokenOfAddress(): string {
  return new URLSearchParams(location.hash.slice(1)).get('token') ?? '';
}
