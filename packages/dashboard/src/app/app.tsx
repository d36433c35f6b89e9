import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, Suspense, useMemo } from 'react';
import { queryClient } from '../api/index.ts';
import { router } from './router.tsx';
import { styleNonce } from './style-nonce.ts';
import { useShellTexts } from './texts.ts';
import { cssVariables, themeWith } from './theme.ts';

// Nothing is said in the first moments, so this need not hold up the page.
const Toasts = lazy(async () => ({ default: (await import('./toasts.tsx')).Toasts }));

export function App() {
  const close = useShellTexts()('close');
  const theme = useMemo(() => themeWith(close), [close]);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
      deduplicateInlineStyles
    >
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
      <Suspense>
        <Toasts />
      </Suspense>
    </MantineProvider>
  );
}
