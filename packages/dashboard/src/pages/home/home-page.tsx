import { useShellTexts } from '../../app/texts.ts';
import { Page } from '../../shared/index.ts';

export function HomePage() {
  const t = useShellTexts();
  return <Page title={t('home')}>{t('soon')}</Page>;
}
