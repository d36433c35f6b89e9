import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useChange } from '../../api/index.ts';
import { ErrorNotice, Section } from '../../shared/index.ts';
import { PersonHeld } from './person-held.tsx';
import { readPersonRef } from './person-ref.ts';
import { usePrivacyTexts } from './texts.ts';

/** Looks a person up by what they would say of themselves, and shows what is kept. */
export function FindPerson() {
  const t = usePrivacyTexts();
  const [typed, setTyped] = useState('');
  const [bad, setBad] = useState(false);
  const look = useChange('POST /api/erasures/preview');
  const person = look.variables?.body;
  const preview = look.data?.data.preview;
  return (
    <Section title={t('find')} hint={t('find_hint')}>
      <Stack>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            const body = readPersonRef(typed);
            setBad(!body);
            if (body) look.mutate({ body });
          }}
        >
          <Group align="end">
            <TextInput
              label={t('phone_or_lid')}
              placeholder="0812 3456 7890"
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
              error={bad && t('bad')}
              autoComplete="off"
              flex={1}
              miw={220}
            />
            <Button type="submit" loading={look.isPending}>
              {t('look')}
            </Button>
          </Group>
        </form>
        <ErrorNotice error={look.error} />
        {person && preview && (
          <PersonHeld person={person} preview={preview} onChanged={() => look.mutate({ body: person })} />
        )}
      </Stack>
    </Section>
  );
}
