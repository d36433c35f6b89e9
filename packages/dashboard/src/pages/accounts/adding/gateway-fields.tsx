import { PasswordInput, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { credentialsOf, type Draft, isAddress } from './draft.ts';
import { useAddingTexts } from './texts.ts';

type Props = {
  draft: Draft;
  onChange: (change: Partial<Draft>) => void;
  /** What the server refused, by field. */
  problems: Record<string, string>;
};

/** Where somebody else's gateway stands, and what it asks for. */
export function GatewayFields({ draft, onChange, problems }: Props) {
  const t = useAddingTexts();
  const [left, setLeft] = useState(false);
  const engine = draft.engine === 'baileys' ? 'http' : draft.engine;
  const isWrong = left && draft.url.trim() !== '' && !isAddress(draft.url);
  const hints = { api_key: t('api_key_hint'), username: undefined, password: t('password_hint') };
  return (
    <>
      <TextInput
        type="url"
        label={t('url')}
        description={t('url_hint')}
        required
        maxLength={2000}
        value={draft.url}
        error={isWrong ? t('url_invalid') : problems['url']}
        onBlur={() => setLeft(true)}
        onChange={(event) => onChange({ url: event.currentTarget.value })}
      />
      <TextInput
        label={t(`session_${engine}`)}
        description={t(`session_hint_${engine}`)}
        maxLength={255}
        value={draft.session}
        error={problems['session']}
        onChange={(event) => onChange({ session: event.currentTarget.value })}
      />
      {credentialsOf(draft.engine).map((key) => {
        const Input = key === 'username' ? TextInput : PasswordInput;
        return (
          <Input
            key={key}
            label={t(key)}
            description={hints[key]}
            autoComplete="off"
            value={draft[key]}
            error={problems[key]}
            onChange={(event) => onChange({ [key]: event.currentTarget.value })}
          />
        );
      })}
      <Switch
        label={t('manages')}
        description={t('manages_hint')}
        checked={draft.manages}
        onChange={(event) => onChange({ manages: event.currentTarget.checked })}
      />
    </>
  );
}
