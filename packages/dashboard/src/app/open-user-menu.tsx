import { Menu, Text, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { IconBook, IconLogout, IconUser } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useMe } from '../api/index.ts';
import { type Language, language, setLanguage } from '../i18n/index.ts';
import { useOpened } from '../shared/index.ts';
import { Face } from './face.tsx';
import { useSignOut } from './sign-out.ts';
import { useShellTexts } from './texts.ts';

/** Who is signed in, language, theme, and the way out; opens as soon as it is there. */
export function OpenUserMenu() {
  const t = useShellTexts();
  const me = useMe();
  const signOut = useSignOut();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const name = me?.name ?? '';
  const { button, opened, setOpened } = useOpened();
  return (
    <Menu
      width={264}
      position="bottom-end"
      withArrow
      shadow="md"
      opened={opened}
      onChange={setOpened}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <UnstyledButton ref={button}>
          <Face name={name} label={t('signed_in_as', { name })} />
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
        <Menu.RadioGroup value={language()} onChange={(value) => void setLanguage(value as Language)}>
          <Menu.RadioItem value="id">Indonesia</Menu.RadioItem>
          <Menu.RadioItem value="en">English</Menu.RadioItem>
        </Menu.RadioGroup>
        <Menu.Label>{t('theme')}</Menu.Label>
        <Menu.RadioGroup value={colorScheme} onChange={(value) => setColorScheme(value as typeof colorScheme)}>
          {(['light', 'dark', 'auto'] as const).map((value) => (
            <Menu.RadioItem key={value} value={value}>
              {t(value)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item onClick={signOut} leftSection={<IconLogout size={16} aria-hidden />}>
          {t('sign_out')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
