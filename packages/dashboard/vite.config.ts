import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
  // The server puts a fresh nonce into each answer: the styles that components write need it under the strict policy.
  html: { cspNonce: '{{style-nonce}}' },
  // Browsers of 2024 on know light-dark(); what stands in for it elsewhere does not hear of Mantine's themes.
  build: {
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    target: 'es2022',
    assetsInlineLimit: 0,
    manifest: true,
    chunkSizeWarningLimit: 700,
    // What the first page needs comes in one file: dozens of small ones shrink less and arrive later.
    // What floats (menus, long choices) is apart, so that nothing small pulls it in.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'first', tags: ['$initial'] },
            { name: 'floating', test: /@floating-ui/ },
          ],
        },
      },
    },
  },
  server: {
    proxy: Object.fromEntries(
      ['/api', '/health', '/docs', '/openapi.json'].map((path) => [path, 'http://127.0.0.1:8000']),
    ),
  },
});
