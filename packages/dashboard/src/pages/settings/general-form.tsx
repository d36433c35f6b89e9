import { Button, NativeSelect, Stack } from '@mantine/core';
import { useState } from 'react';
import { language } from '../../i18n/index.ts';
import { ErrorNotice } from '../../shared/index.ts';
import { countriesBy } from './countries.ts';
import { useSettingsTexts } from './texts.ts';
import { useSettings } from './use-settings.ts';

/** The country in which numbers without a code are read, and the language of files. */
export function GeneralForm() {
  const t = useSettingsTexts();
  const { settings, error, isPending, save } = useSettings();
  const [changed, setChanged] = useState<{ default_country?: string; language?: 'id' | 'en' }>({});
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save(changed);
      }}
    >
      <Stack gap="sm">
        <NativeSelect
          label={t('default_country')}
          description={t('default_country_hint')}
          disabled={!settings}
          value={changed.default_country ?? settings?.default_country ?? 'ID'}
          onChange={(event) => setChanged({ ...changed, default_country: event.currentTarget.value })}
          data={countriesBy(language())}
        />
        <NativeSelect
          label={t('files_language')}
          disabled={!settings}
          value={changed.language ?? settings?.language ?? 'id'}
          onChange={(event) => setChanged({ ...changed, language: event.currentTarget.value === 'en' ? 'en' : 'id' })}
          data={[
            { value: 'id', label: 'Indonesia' },
            { value: 'en', label: 'English' },
          ]}
        />
        <ErrorNotice error={error} />
        <Button type="submit" loading={isPending} disabled={!settings} style={{ alignSelf: 'start' }}>
          {t('save')}
        </Button>
      </Stack>
    </form>
  );
}
