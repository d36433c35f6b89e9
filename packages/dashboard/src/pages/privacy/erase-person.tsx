import type { PersonRef } from '@grabber/contract';
import { Checkbox, Stack } from '@mantine/core';
import { useState } from 'react';
import { useChange } from '../../api/index.ts';
import { ConfirmDestructive, sayDone } from '../../shared/index.ts';
import { usePrivacyTexts } from './texts.ts';

type ErasePersonProps = {
  person: PersonRef;
  accounts: number;
  opened: boolean;
  onClose: () => void;
  onErased: () => void;
};

/** Asks, with the number to be typed once more, and erases. */
export function ErasePerson({ person, accounts, opened, onClose, onErased }: ErasePersonProps) {
  const t = usePrivacyTexts();
  const [keepOut, setKeepOut] = useState(true);
  const who = person.phone ?? person.lid ?? '';
  const erase = useChange('POST /api/erasures', {
    refreshes: ['GET /api/erasures', 'GET /api/opt-outs'],
    onDone: () => {
      onClose();
      sayDone(t('erased'));
      onErased();
    },
  });
  return (
    <ConfirmDestructive
      opened={opened}
      onClose={onClose}
      title={t('erase_title')}
      action={t('erase')}
      onConfirm={() => erase.mutate({ body: { ...person, opt_out: keepOut } })}
      pending={erase.isPending}
      error={erase.error}
      typeName={who}
    >
      <Stack gap="sm">
        <span>{t('erase_ask', { who, count: accounts })}</span>
        <Checkbox
          label={t('keep_out')}
          description={t('keep_out_why')}
          checked={keepOut}
          onChange={(event) => setKeepOut(event.currentTarget.checked)}
        />
      </Stack>
    </ConfirmDestructive>
  );
}
