import '@mantine/core/styles.css';
import './app/page.css';
import './i18n/index.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { styleNonce } from './app/style-nonce.ts';

// Read by the library that locks scrolling behind dialogs, which writes a style element too.
Object.assign(globalThis, { __webpack_nonce__: styleNonce() });

const root = document.querySelector('#root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
