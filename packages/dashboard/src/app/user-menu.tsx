import { Avatar, Menu, SegmentedControl, Text, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { IconBook, IconLogout, IconUser } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '../api/index.ts';
import { type Language, setLanguage } from '../i18n/index.ts';
import { useSignOut } from './sign-out.ts';
import { useShellTexts } from './texts.ts';

/** Who is signed in, language, theme, and the way out. */
export function UserMenu() {
  const t = useShellTexts();
  const me = useMe();
  const signOut = useSignOut();
  const name = me?.name ?? '';
  return (
    <Menu width={264} position="bottom-end" withArrow shadow="md">
      <Menu.Target>
        <UnstyledButton aria-label={t('signed_in_as', { name })}>
          <Avatar radius="xl" size={36} color="brand" variant="filled" name={name} alt="" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {t('signed_in_as', { name })}
          {me?.role && (
            <Text span size="xs" c="dimmed">
              {` · ${t(`role_${me.role}`)}`}
            </Text>
          )}
        </Menu.Label>
        <Menu.Item component={Link} to="/settings" leftSection={<IconUser size={16} aria-hidden />}>
          {t('my_account')}
        </Menu.Item>
        <Menu.Item component="a" href="/docs" target="_blank" leftSection={<IconBook size={16} aria-hidden />}>
          {t('reference')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('language')}</Menu.Label>
        <LanguageSwitch />
        <Menu.Label>{t('theme')}</Menu.Label>
        <ThemeSwitch />
        <Menu.Divider />
        <Menu.Item onClick={signOut} leftSection={<IconLogout size={16} aria-hidden />}>
          {t('sign_out')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Indonesian or English, for the whole page at once. */
export function LanguageSwitch() {
  const t = useShellTexts();
  const { i18n } = useTranslation();
  return (
    <SegmentedControl
      aria-label={t('language')}
      fullWidth
      size="xs"
      value={i18n.language}
      onChange={(value) => void setLanguage(value as Language)}
      data={[
        { value: 'id', label: 'Indonesia' },
        { value: 'en', label: 'English' },
      ]}
    />
  );
}

/** Light, dark, or as the device says. */
export function ThemeSwitch() {
  const t = useShellTexts();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      aria-label={t('theme')}
      fullWidth
      size="xs"
      value={colorScheme}
      onChange={(value) => setColorScheme(value as typeof colorScheme)}
      data={(['light', 'dark', 'auto'] as const).map((value) => ({ value, label: t(value) }))}
    />
  );
}
