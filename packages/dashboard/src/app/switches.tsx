import { SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Language, setLanguage } from '../i18n/index.ts';
import { useShellTexts } from './texts.ts';

/** Indonesian or English, for the whole page at once. */
export function LanguageSwitch() {
  const t = useShellTexts();
  const { i18n } = useTranslation();
  return (
    <SegmentedControl
      aria-label={t('language')}
      fullWidth
      size="xs"
      value={i18n.language}
      onChange={(value) => void setLanguage(value as Language)}
      data={[
        { value: 'id', label: 'Indonesia' },
        { value: 'en', label: 'English' },
      ]}
    />
  );
}

/** Light, dark, or as the device says. */
export function ThemeSwitch() {
  const t = useShellTexts();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      aria-label={t('theme')}
      fullWidth
      size="xs"
      value={colorScheme}
      onChange={(value) => setColorScheme(value as typeof colorScheme)}
      data={(['light', 'dark', 'auto'] as const).map((value) => ({ value, label: t(value) }))}
    />
  );
}
