import { AppShell, NavLink, Text } from '@mantine/core';
import { Link, useRouterState } from '@tanstack/react-router';
import { useCan } from '../api/index.ts';
import { navGroups } from './nav-entries.ts';
import { useShellTexts } from './texts.ts';

/** The menu of all pages that the person may open. */
export function Navigation() {
  const t = useShellTexts();
  const can = useCan();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  return (
    <AppShell.Section grow style={{ overflowY: 'auto' }}>
      <nav aria-label={t('navigation')}>
        {navGroups.map(({ key, entries }) => {
          const allowed = entries.filter(({ scope }) => can(scope));
          if (allowed.length === 0) return null;
          return (
            <section key={key} aria-label={t(`group_${key}`)}>
              {key !== 'main' && (
                <Text size="xs" fw={600} c="dimmed" px="md" pt="sm" pb={4} aria-hidden>
                  {t(`group_${key}`)}
                </Text>
              )}
              {allowed.map(({ to, key: page, icon: Icon }) => (
                <NavLink
                  key={to}
                  component={Link}
                  to={to}
                  label={t(page)}
                  leftSection={<Icon size={18} stroke={1.7} aria-hidden />}
                  active={to === '/' ? path === '/' : path === to || path.startsWith(`${to}/`)}
                  variant="light"
                  px="md"
                  py={7}
                />
              ))}
            </section>
          );
        })}
      </nav>
    </AppShell.Section>
  );
}
