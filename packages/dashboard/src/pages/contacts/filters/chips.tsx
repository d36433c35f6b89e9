import type { ContactFilter } from '@grabber/contract';
import { Button, CloseButton, Group } from '@mantine/core';
import { Fragment } from 'react';
import { language } from '../../../i18n/index.ts';
import classes from './chips.module.css';
import { without } from './filter.ts';
import { useFilterTexts } from './texts.ts';
import { useValueNames } from './use-names.ts';
import { wordsOf } from './words.ts';

type Props = { filter: ContactFilter; onChange: (filter: ContactFilter | undefined) => void; onEdit: () => void };

/** The filter in words; each condition can be taken away by itself. */
export function FilterChips({ filter, onChange, onEdit }: Props) {
  const t = useFilterTexts();
  const nameOf = useValueNames(filter);
  const format = new Intl.DateTimeFormat(language() === 'id' ? 'id-ID' : 'en-GB', { dateStyle: 'medium' });
  const date = (time: string) => format.format(new Date(time));
  return (
    <Group gap={6} role="group" aria-label={t('filter')}>
      {filter.any.map(({ all }, group) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no other identity than their place
        <Fragment key={group}>
          {group > 0 && <span className={classes['or']}>{t('or_small')}</span>}
          {all.map((condition, index) => {
            const words = wordsOf(condition, { t, nameOf, date });
            return (
              <span key={`${condition.field}-${words}`} className={classes['chip']}>
                <button type="button" className={classes['words']} onClick={onEdit} title={t('edit')}>
                  {words}
                </button>
                <CloseButton
                  size="xs"
                  radius="xl"
                  aria-label={t('remove', { what: words })}
                  onClick={() => onChange(without(filter, group, index))}
                />
              </span>
            );
          })}
        </Fragment>
      ))}
      <Button variant="subtle" size="compact-sm" onClick={() => onChange(undefined)}>
        {t('clear')}
      </Button>
    </Group>
  );
}
