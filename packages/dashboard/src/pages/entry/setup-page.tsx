import { Alert, Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { read, useChange } from '../../api/index.ts';
import { EntryFrame } from './entry-frame.tsx';
import { NewPersonForm } from './new-person-form.tsx';
import { useEntryTexts } from './texts.ts';
import { useEnter } from './use-enter.ts';

/** The first start: whoever runs the server becomes its owner. */
export function SetupPage() {
  const t = useEntryTexts();
  const enter = useEnter();
  const state = useQuery(read('GET /api/setup'));
  const setUp = useChange('POST /api/setup', { onDone: () => enter() });
  return (
    <EntryFrame title={t('setup_title')} hint={t('setup_hint')}>
      {state.data?.data.needed === false ? (
        <Alert color="blue" variant="light" title={t('setup_done')}>
          <Anchor component={Link} to="/sign-in">
            {t('to_sign_in')}
          </Anchor>
        </Alert>
      ) : (
        <NewPersonForm
          tokenLabel={t('setup_token')}
          tokenHint={t('setup_token_hint')}
          action={t('create_owner')}
          pending={setUp.isPending}
          error={setUp.error}
          onSubmit={({ token, ...person }) => setUp.mutate({ body: { ...person, setup_token: token } })}
        />
      )}
    </EntryFrame>
  );
}
