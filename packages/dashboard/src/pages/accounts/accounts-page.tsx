import { useShellTexts } from '../../app/texts.ts';
import { Page } from '../../shared/index.ts';

export function AccountsPage() {
  const t = useShellTexts();
  return <Page title={t('accounts')}>{t('soon')}</Page>;
}
