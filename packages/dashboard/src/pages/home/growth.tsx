import { Anchor, Group, Text, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { read } from '../../api/index.ts';
import { ErrorNotice, Num, Section } from '../../shared/index.ts';
import { useHomeTexts } from './texts.ts';

/** What came, changed and went in the last 30 days, with a bar a day. */
export function Growth() {
  const t = useHomeTexts();
  const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const { data, error } = useQuery(read('GET /api/analytics/growth', { query: { timezone } }));
  const days = data?.data.days ?? [];
  const sum = (field: 'contacts_new' | 'contacts_changed' | 'contacts_lost' | 'members_joined' | 'members_left') =>
    days.reduce((total, day) => total + day[field], 0);
  const most = Math.max(1, ...days.map(({ contacts_new }) => contacts_new));
  const figures = [
    ['growth_new', sum('contacts_new')],
    ['growth_changed', sum('contacts_changed')],
    ['growth_lost', sum('contacts_lost')],
    ['joined', sum('members_joined')],
    ['left', sum('members_left')],
  ] as const;
  return (
    <Section
      title={t('growth')}
      action={
        <Anchor component={Link} to="/analytics" size="sm">
          {t('more')}
        </Anchor>
      }
    >
      <ErrorNotice error={error} />
      <Group gap="4px 16px" mb="sm">
        {figures.map(([key, value]) => (
          <Text size="sm" key={key}>
            <Text span fw={650}>
              <Num value={value} />
            </Text>{' '}
            {t(key)}
          </Text>
        ))}
      </Group>
      {sum('contacts_new') === 0 ? (
        <Text size="sm" c="dimmed">
          {t('chart_quiet')}
        </Text>
      ) : (
        <div aria-hidden style={{ display: 'flex', alignItems: 'end', gap: 3, height: 72 }}>
          {days.map(({ day, contacts_new }) => (
            <div
              key={day}
              title={`${day}: ${contacts_new}`}
              style={{
                flex: 1,
                minHeight: 2,
                height: `${(contacts_new / most) * 100}%`,
                borderRadius: 3,
                background: contacts_new > 0 ? 'var(--mantine-color-brand-5)' : 'var(--mantine-color-default-border)',
              }}
            />
          ))}
        </div>
      )}
      <VisuallyHidden>
        <table>
          <caption>{t('chart')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('day')}</th>
              <th scope="col">{t('growth_new')}</th>
            </tr>
          </thead>
          <tbody>
            {days.map(({ day, contacts_new }) => (
              <tr key={day}>
                <td>{day}</td>
                <td>{contacts_new}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </VisuallyHidden>
    </Section>
  );
}
