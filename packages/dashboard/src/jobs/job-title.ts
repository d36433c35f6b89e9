import type { Job } from '@grabber/contract';
import type { JobText } from './texts.ts';

const kinds = [
  'bulk',
  'undo',
  'export',
  'import',
  'import_rollback',
  'tag_rule',
  'duplicate_scan',
  'backup',
  'retention',
] as const;
const actions = [
  'tag_add',
  'tag_remove',
  'list_add',
  'list_remove',
  'set_status',
  'opt_out',
  'opt_in',
  'delete',
  'restore',
] as const;

/** What a job does, in words; one that this page does not know yet is told by its own name. */
export function jobTitle({ kind, undo_of, result }: Pick<Job, 'kind' | 'undo_of' | 'result'>, t: JobText): string {
  if (undo_of !== null) return t('kind_undo');
  const action = actions.find((known) => known === result?.['action']);
  if (action) return t(`action_${action}`);
  const known = kinds.find((one) => one === kind);
  return known ? t(`kind_${known}`) : `${t('job')}: ${kind}`;
}
