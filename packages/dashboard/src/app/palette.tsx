import '@mantine/spotlight/styles.css';
import { useMantineColorScheme } from '@mantine/core';
import { Spotlight, type SpotlightActionGroupData, spotlight } from '@mantine/spotlight';
import { IconBrandWhatsapp, IconLanguage, IconLogout, IconMoon, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { read, useCan } from '../api/index.ts';
import { language, setLanguage } from '../i18n/index.ts';
import { navGroups } from './nav-entries.ts';
import { useSignOut } from './sign-out.ts';
import { useShellTexts } from './texts.ts';

/** Every page, account and frequent action by typing a few letters of its name; opens anew whenever `opened` changes. */
export function Palette({ opened }: { opened: number }) {
  const t = useShellTexts();
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time somebody asks for it
  useEffect(() => spotlight.open(), [opened]);
  return (
    <Spotlight
      actions={[...usePages(), ...useAccounts(), ...useActions()].filter(({ actions }) => actions.length > 0)}
      shortcut={null}
      nothingFound={t('nothing_found')}
      highlightQuery
      searchProps={{
        leftSection: <IconSearch size={18} aria-hidden />,
        placeholder: t('search_hint'),
        'aria-label': t('search'),
      }}
      title={t('search')}
      styles={{ header: { padding: '12px 16px 0' } }}
    />
  );
}

function usePages(): SpotlightActionGroupData[] {
  const t = useShellTexts();
  const can = useCan();
  const navigate = useNavigate();
  const entries = navGroups.flatMap((group) => group.entries).filter(({ scope }) => can(scope));
  const actions = entries.map(({ to, key, icon: Icon }) => ({
    id: to,
    label: t(key),
    leftSection: <Icon size={18} aria-hidden />,
    onClick: () => void navigate({ to }),
  }));
  return [{ group: t('pages'), actions }];
}

function useAccounts(): SpotlightActionGroupData[] {
  const t = useShellTexts();
  const navigate = useNavigate();
  const { data } = useQuery({ ...read('GET /api/sessions'), enabled: useCan()('sessions:read') });
  const actions = (data?.sessions ?? []).map(({ session_id, name, phone_number }) => ({
    id: `account-${session_id}`,
    label: name,
    ...(phone_number && { description: `+${phone_number}` }),
    leftSection: <IconBrandWhatsapp size={18} aria-hidden />,
    onClick: () => void navigate({ to: `/accounts/${session_id}` }),
  }));
  return [{ group: t('accounts'), actions }];
}

function useActions(): SpotlightActionGroupData[] {
  const t = useShellTexts();
  const scheme = useMantineColorScheme();
  const signOut = useSignOut();
  const actions = [
    {
      id: 'language',
      label: `${t('language')}: ${t('other_language')}`,
      leftSection: <IconLanguage size={18} aria-hidden />,
      onClick: () => void setLanguage(language() === 'id' ? 'en' : 'id'),
    },
    ...(['light', 'dark', 'auto'] as const).map((name) => ({
      id: `theme-${name}`,
      label: `${t('theme')}: ${t(name)}`,
      leftSection: <IconMoon size={18} aria-hidden />,
      onClick: () => scheme.setColorScheme(name),
    })),
    { id: 'sign-out', label: t('sign_out'), leftSection: <IconLogout size={18} aria-hidden />, onClick: signOut },
  ];
  return [{ group: t('actions'), actions }];
}
