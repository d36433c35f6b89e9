import { useShellTexts } from '../app/texts.ts';
import { Page } from '../shared/index.ts';

function soon(key: 'tags' | 'duplicates' | 'changes' | 'imports' | 'exports' | 'access' | 'audit' | 'settings') {
  return function Soon() {
    const t = useShellTexts();
    return <Page title={t(key)}>{t('soon')}</Page>;
  };
}
export const TagsPage = soon('tags');
export const DuplicatesPage = soon('duplicates');
export const ChangesPage = soon('changes');
export const ImportsPage = soon('imports');
export const ExportsPage = soon('exports');
export const AccessPage = soon('access');
export const AuditPage = soon('audit');
export const SettingsPage = soon('settings');
