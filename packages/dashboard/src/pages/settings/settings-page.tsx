import { Anchor, SimpleGrid, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useCan, useMe } from '../../api/index.ts';
import { LanguageSwitch, ThemeSwitch } from '../../app/switches.tsx';
import { Page, Section } from '../../shared/index.ts';
import { BackupForm } from './backup-form.tsx';
import { GeneralForm } from './general-form.tsx';
import { PasswordForm } from './password-form.tsx';
import { RetentionForm } from './retention-form.tsx';
import { SignIns } from './sign-ins.tsx';
import { useSettingsTexts } from './texts.ts';

/** What a person sets for this browser and their account. */
export function SettingsPage() {
  const t = useSettingsTexts();
  const me = useMe();
  const can = useCan();
  return (
    <Page title={t('title')}>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Section title={t('appearance')} hint={t('appearance_hint')}>
          <Text size="sm">{t('language')}</Text>
          <LanguageSwitch />
          <Text size="sm">{t('theme')}</Text>
          <ThemeSwitch />
        </Section>
        {me?.kind === 'person' && (
          <Section title={t('password')}>
            <PasswordForm />
          </Section>
        )}
        {me?.kind === 'person' && (
          <Section title={t('sign_ins')}>
            <SignIns />
          </Section>
        )}
        {can('admin') && (
          <>
            <Section title={t('general')} hint={t('general_hint')}>
              <GeneralForm />
            </Section>
            <Section title={t('retention')} hint={t('retention_hint')}>
              <RetentionForm />
            </Section>
            <Section title={t('backup')} hint={t('backup_hint')}>
              <BackupForm />
            </Section>
          </>
        )}
        <Section title={t('limits')}>
          <Text size="sm">{t('limits_text')}</Text>
          {can('admin') && (
            <>
              <Text size="sm">{t('privacy')}</Text>
              <Anchor component={Link} to="/privacy" size="sm">
                {t('to_privacy')}
              </Anchor>
            </>
          )}
        </Section>
      </SimpleGrid>
    </Page>
  );
}
