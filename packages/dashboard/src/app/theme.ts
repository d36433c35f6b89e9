import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type MantineThemeOverride,
  type VariantColorsResolver,
} from '@mantine/core';

const brand: MantineColorsTuple = [
  '#e6f7f1',
  '#c9ebdf',
  '#9fd9c4',
  '#70c5a7',
  '#48b28d',
  '#2b9f79',
  '#1a8a67',
  '#0f7455',
  '#0b5d45',
  '#074534',
];

/** Pale buttons and badges in every colour with enough contrast (4.5:1) in both themes. */
const readable: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input);
  const name = input.color ?? input.theme.primaryColor;
  const pale = input.variant === 'light' || input.variant === 'subtle' || input.variant === 'outline';
  if (!pale || !(name in input.theme.colors)) return colors;
  const dark = `color-mix(in srgb, var(--mantine-color-${name}-9) 68%, black)`;
  return { ...colors, color: `light-dark(${dark}, var(--mantine-color-${name}-2))` };
};

const base = createTheme({
  primaryColor: 'brand',
  primaryShade: 7,
  colors: { brand },
  autoContrast: true,
  // Where black and white text stand out equally.
  luminanceThreshold: 0.179,
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  variantColorResolver: readable,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  headings: { fontWeight: '650' },
  // Their words are never cut off beside a long neighbour.
  components: { Badge: { defaultProps: { miw: 'max-content' } }, Button: { defaultProps: { miw: 'max-content' } } },
});

/** The looks of the page; what its windows are closed with is named in the language of now. */
export function themeWith(close: string): MantineThemeOverride {
  // The head of a window is no banner of the page.
  const defaultProps = { closeButtonProps: { 'aria-label': close }, attributes: { header: { role: 'presentation' } } };
  return { ...base, components: { ...base.components, Modal: { defaultProps }, Drawer: { defaultProps } } };
}

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#565e66',
    '--mantine-color-placeholder': '#6b737b',
    '--mantine-color-error': '#c22525',
    '--page-background': '#f6f8f7',
    '--page-surface': '#ffffff',
  },
  dark: {
    '--mantine-color-dimmed': '#adb0b5',
    '--mantine-color-placeholder': '#a0a4aa',
    '--mantine-color-error': '#ff9090',
    '--mantine-color-anchor': '#70c5a7',
    '--page-background': '#161817',
    '--page-surface': '#202322',
    '--mantine-color-body': '#202322',
  },
});
