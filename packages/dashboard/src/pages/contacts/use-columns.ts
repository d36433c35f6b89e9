import { useLocalStorage } from '@mantine/hooks';
import { useMe } from '../../api/index.ts';
import { type ColumnKey, columnKeys, standardColumns } from './columns.tsx';

/** The columns that this person chose in this browser, in their standing order. */
export function useColumns() {
  const me = useMe();
  const [chosen, setChosen] = useLocalStorage<ColumnKey[]>({
    key: `grabber-columns-${me?.name ?? ''}`,
    defaultValue: [...standardColumns],
    getInitialValueInEffect: false,
  });
  const shown = columnKeys.filter((key) => key === 'name' || chosen.includes(key));
  return {
    shown,
    toggle: (key: ColumnKey) => setChosen(shown.includes(key) ? shown.filter((one) => one !== key) : [...shown, key]),
    reset: () => setChosen([...standardColumns]),
  };
}
