import { useShellTexts } from '../app/texts.ts';
import { Page } from '../shared/index.ts';

function soon(key: 'changes' | 'imports' | 'access' | 'audit' | 'settings') {
  return function Soon() {
    const t = useShellTexts();
    return <Page title={t(key)}>{t('soon')}</Page>;
  };
}
export const ChangesPage = soon('changes');
export const ImportsPage = soon('imports');
export const AccessPage = soon('access');
export const AuditPage = soon('audit');
export const SettingsPage = soon('settings');
