import type { ImportStatus } from '@grabber/contract';
import { StatusChip } from '../../shared/index.ts';
import { useImportTexts } from './texts.ts';

const colors = {
  previewed: 'orange',
  unreadable: 'red',
  committing: 'blue',
  committed: 'brand',
  rolling_back: 'blue',
  rolled_back: 'gray',
} as const;

/** How far an import is. */
export function ImportStatusChip({ status }: { status: ImportStatus }) {
  const t = useImportTexts();
  return <StatusChip color={colors[status]} label={t(status)} />;
}
