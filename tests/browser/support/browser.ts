import { type Browser, type BrowserContext, type BrowserServer, chromium, type Page } from 'playwright-core';

const options = {
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  headless: true,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

/** The machine's Chromium; whoever opened it closes it. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch(options);
}

/** The same, for several processes to connect to. */
export function serveBrowser(): Promise<BrowserServer> {
  return chromium.launchServer(options);
}

export function connectBrowser(endpoint: string): Promise<Browser> {
  return chromium.connect(endpoint);
}

export const sizes = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };

export type Looks = { size?: keyof typeof sizes; theme?: 'light' | 'dark'; language?: 'id' | 'en' };

/** A tab of somebody with these looks. What goes wrong in it is kept in `problems`. */
export async function openPage(browser: Browser, base: string, looks: Looks = {}) {
  const { size = 'desktop', theme = 'light', language = 'id' } = looks;
  const context: BrowserContext = await browser.newContext({
    baseURL: base,
    viewport: sizes[size],
    locale: language === 'id' ? 'id-ID' : 'en-GB',
    timezoneId: 'Asia/Jakarta',
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
    ...(size === 'phone' && { isMobile: true, hasTouch: true }),
  });
  await context.addInitScript(
    ([scheme, speaks]) => {
      localStorage.setItem('mantine-color-scheme-value', scheme);
      if (!localStorage.getItem('grabber-language')) localStorage.setItem('grabber-language', speaks);
    },
    [theme, language] as const,
  );
  const page = await context.newPage();
  page.setDefaultTimeout(40_000);
  return { context, page, problems: watch(page, base) };
}

/** Requests to other hosts, what the policy refused, and scripts that failed. */
function watch(page: Page, base: string): string[] {
  const problems: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(base) && !/^(data|blob):/.test(request.url()))
      problems.push(`foreign: ${request.url()}`);
  });
  page.on('pageerror', (error) => problems.push(`script: ${error.message}`));
  page.on('console', (message) => {
    if (/Content Security Policy|Minified React error/i.test(message.text())) problems.push(message.text());
  });
  return problems;
}
