import { Anchor, Group, Text } from '@mantine/core';
import classes from './select-all.module.css';
import { nothing, sizeOf, stateOf } from './selection.ts';
import { useContactsTexts } from './texts.ts';
import type { SelectionState } from './use-selection.ts';

/** Once all that are shown are ticked: the step to all that match, wherever they are. */
export function SelectAll({ selection, total }: { selection: SelectionState; total: number }) {
  const t = useContactsTexts();
  const { value, loaded, set } = selection;
  const whole = value.kind === 'all';
  if (!whole && (stateOf(value, loaded) !== 'all' || loaded.length >= total)) return null;
  return (
    <Group className={classes['banner']} gap="xs" justify="center" role="status">
      <Text size="sm">
        {whole ? t('all_selected', { count: total }) : t('all_loaded', { count: sizeOf(value, total) })}
      </Text>
      <Anchor
        component="button"
        type="button"
        size="sm"
        fw={600}
        onClick={() => set(whole ? nothing : { kind: 'all' })}
      >
        {whole ? t('clear_selection') : t('select_all', { count: total })}
      </Anchor>
    </Group>
  );
}
