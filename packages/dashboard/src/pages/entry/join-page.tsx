import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useChange } from '../../api/index.ts';
import { EntryFrame } from './entry-frame.tsx';
import { NewPersonForm } from './new-person-form.tsx';
import { useEntryTexts } from './texts.ts';
import { useEnter } from './use-enter.ts';

/** Where an invited person makes an account. */
export function JoinPage() {
  const t = useEntryTexts();
  const enter = useEnter();
  const accept = useChange('POST /api/invitations/accept', { onDone: () => enter() });
  return (
    <EntryFrame title={t('join_title')} hint={t('join_hint')}>
      <NewPersonForm
        tokenLabel={t('invitation')}
        action={t('join')}
        pending={accept.isPending}
        error={accept.error}
        onSubmit={(body) => accept.mutate({ body })}
      />
      <Anchor component={Link} to="/sign-in" size="sm">
        {t('to_sign_in')}
      </Anchor>
    </EntryFrame>
  );
}
