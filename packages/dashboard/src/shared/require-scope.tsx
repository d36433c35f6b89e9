import type { Scope } from '@grabber/contract';
import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useCan } from '../api/index.ts';
import { EmptyState } from './empty-state.tsx';
import { useSharedTexts } from './texts.ts';

type RequireScopeProps = { scope: Scope; children: ReactNode; otherwise?: ReactNode };

/** Shows its children only to people who may do what the scope allows; the server refuses the others anyway. */
export function RequireScope({ scope, children, otherwise = null }: RequireScopeProps) {
  return useCan()(scope) ? children : otherwise;
}

/** What stands on a page that the person may not see. */
export function Forbidden() {
  const t = useSharedTexts();
  return <EmptyState icon={IconLock} title={t('forbidden')} why={t('forbidden_next')} />;
}
