import { useShellTexts } from '../app/texts.ts';
import { Page } from '../shared/index.ts';

function soon(key: 'changes' | 'imports') {
  return function Soon() {
    const t = useShellTexts();
    return <Page title={t(key)}>{t('soon')}</Page>;
  };
}
export const ChangesPage = soon('changes');
export const ImportsPage = soon('imports');
