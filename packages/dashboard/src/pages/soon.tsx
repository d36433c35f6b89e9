import { useShellTexts } from '../app/texts.ts';
import { Page } from '../shared/index.ts';

function soon(key: 'imports') {
  return function Soon() {
    const t = useShellTexts();
    return <Page title={t(key)}>{t('soon')}</Page>;
  };
}
export const ImportsPage = soon('imports');
