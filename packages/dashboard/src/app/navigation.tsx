import { Link } from '@tanstack/react-router';
import { useCan } from '../api/index.ts';
import { navGroups } from './nav-entries.ts';
import classes from './shell.module.css';
import { useShellTexts } from './texts.ts';

type Props = {
  /** Of the page that is open. */
  path: string;
  /** Whether a small screen shows it. */
  opened: boolean;
};

/** The menu of all pages that the person may open. */
export function Navigation({ path, opened }: Props) {
  const t = useShellTexts();
  const can = useCan();
  return (
    <nav aria-label={t('navigation')} className={classes['navigation']} data-opened={opened || undefined}>
      {navGroups.map(({ key, entries }) => {
        const allowed = entries.filter(({ scope }) => can(scope));
        if (allowed.length === 0) return null;
        return (
          <section key={key} aria-label={t(`group_${key}`)}>
            {key !== 'main' && (
              <div className={classes['group']} aria-hidden>
                {t(`group_${key}`)}
              </div>
            )}
            {allowed.map(({ to, key: page, icon: Icon }) => (
              <Link key={to} to={to} className={classes['entry']} aria-current={isOpen(to, path) ? 'page' : undefined}>
                <Icon size={18} stroke={1.7} aria-hidden />
                {t(page)}
              </Link>
            ))}
          </section>
        );
      })}
    </nav>
  );
}

function isOpen(to: string, path: string): boolean {
  return to === '/' ? path === '/' : path === to || path.startsWith(`${to}/`);
}
