import { Group } from '@mantine/core';
import { Ago } from '../../shared/index.ts';
import { displayPhone } from '../contacts/phone.ts';
import { SessionChip } from './session-state.tsx';
import { useAccountTexts } from './texts.ts';
import type { Session } from './types.ts';

/** The state of an account and what it is, in a line. */
export function AccountFacts({ session }: { session: Session }) {
  const t = useAccountTexts();
  const engine = session.engine as 'baileys' | 'http' | 'waha' | 'gowa' | 'none';
  return (
    <Group gap="4px 12px">
      <SessionChip session={session} />
      {session.phone_number && <span>{displayPhone(session.phone_number)}</span>}
      <span>
        {t('engine')}: {t(`engine_${engine}`)}
      </span>
      {session.engine !== 'none' && (
        <span>
          {t('last_seen')}: <Ago at={session.last_activity} />
        </span>
      )}
    </Group>
  );
}
