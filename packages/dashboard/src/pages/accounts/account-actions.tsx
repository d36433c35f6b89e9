import { Button } from '@mantine/core';
import { IconPlugConnected, IconTrash, IconUnlink } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { read, useCan, useChange } from '../../api/index.ts';
import { ConfirmDestructive, MoreMenu, sayDone, useNumberText, useSayFailed } from '../../shared/index.ts';
import { remedyOf } from './session-state.tsx';
import { useAccountTexts } from './texts.ts';
import type { Session } from './types.ts';

/** Connecting, unlinking and deleting an account. */
export function AccountActions({ session }: { session: Session }) {
  const t = useAccountTexts();
  const [asked, setAsked] = useState<'logout' | 'delete'>();
  const sayFailed = useSayFailed();
  const connect = useChange('POST /api/sessions/{session_id}/connect');
  if (!useCan()('sessions:write')) return null;
  const params = { session_id: session.session_id };
  return (
    <>
      {remedyOf(session) === 'connect' && (
        <Button
          variant="default"
          leftSection={<IconPlugConnected size={16} aria-hidden />}
          loading={connect.isPending}
          onClick={() => connect.mutate({ params }, { onError: sayFailed })}
        >
          {t('reconnect')}
        </Button>
      )}
      <MoreMenu
        label={t('more')}
        items={[
          ...(session.status === 'connected'
            ? [{ label: t('logout'), icon: IconUnlink, onClick: () => setAsked('logout') }]
            : []),
          { label: t('delete'), icon: IconTrash, color: 'red', onClick: () => setAsked('delete') },
        ]}
      />
      <Unlink session={session} opened={asked === 'logout'} onClose={() => setAsked(undefined)} />
      <Remove session={session} opened={asked === 'delete'} onClose={() => setAsked(undefined)} />
    </>
  );
}

type QuestionProps = { session: Session; opened: boolean; onClose: () => void };

function Unlink({ session: { session_id, name }, opened, onClose }: QuestionProps) {
  const t = useAccountTexts();
  const logout = useChange('POST /api/sessions/{session_id}/logout', {
    onDone: ({ message }) => {
      sayDone(message);
      onClose();
    },
  });
  return (
    <ConfirmDestructive
      opened={opened}
      onClose={onClose}
      title={t('logout')}
      action={t('logout')}
      pending={logout.isPending}
      error={logout.error}
      onConfirm={() => logout.mutate({ params: { session_id } })}
    >
      {t('logout_body', { name })}
    </ConfirmDestructive>
  );
}

function Remove({ session: { session_id, name }, opened, onClose }: QuestionProps) {
  const t = useAccountTexts();
  const number = useNumberText();
  const navigate = useNavigate();
  const query = { limit: 1, total: true };
  const saved = useQuery({
    ...read('GET /api/sessions/{session_id}/contacts', { params: { session_id }, query }),
    enabled: opened,
  });
  const remove = useChange('DELETE /api/sessions/{session_id}', {
    refreshes: ['GET /api/sessions'],
    onDone: async ({ message }) => {
      sayDone(message);
      await navigate({ to: '/accounts' });
    },
  });
  const answer = saved.data?.data;
  const total = answer && 'total' in answer ? answer.total : undefined;
  return (
    <ConfirmDestructive
      opened={opened}
      onClose={onClose}
      title={t('delete')}
      action={t('delete')}
      typeName={name}
      pending={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate({ params: { session_id } })}
    >
      {total === undefined ? t('delete_body_unknown', { name }) : t('delete_body', { name, contacts: number(total) })}
    </ConfirmDestructive>
  );
}
