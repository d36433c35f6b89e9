import { Anchor, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useChange } from '../../api/index.ts';
import { ErrorNotice } from '../../shared/index.ts';
import { EntryFrame } from './entry-frame.tsx';
import { useEntryTexts } from './texts.ts';
import { useEnter } from './use-enter.ts';

const route = getRouteApi('/sign-in');

export function SignInPage() {
  const t = useEntryTexts();
  const enter = useEnter();
  const { to } = route.useSearch();
  const form = useForm({ initialValues: { username: '', password: '' } });
  const signIn = useChange('POST /api/sign-in', { onDone: () => enter(to) });
  return (
    <EntryFrame title={t('sign_in')} hint={t('sign_in_hint')}>
      <form onSubmit={form.onSubmit((body) => signIn.mutate({ body }))}>
        <Stack>
          <TextInput label={t('username')} required autoComplete="username" {...form.getInputProps('username')} />
          <PasswordInput
            label={t('password')}
            required
            autoComplete="current-password"
            {...form.getInputProps('password')}
          />
          <ErrorNotice error={signIn.error} />
          <Button type="submit" loading={signIn.isPending} fullWidth>
            {t('sign_in')}
          </Button>
          <Anchor component={Link} to="/join" size="sm">
            {t('invited')}
          </Anchor>
        </Stack>
      </form>
    </EntryFrame>
  );
}
