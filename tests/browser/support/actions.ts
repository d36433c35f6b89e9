import type { Page } from 'playwright-core';
import type { Stack } from '../../support/stack.ts';
import { until } from '../../support/until.ts';

/** What the code says that the account's page shows now. */
export function codeOf(page: Page, stack: Stack): Promise<string> {
  const id = page.url().split('/').at(-1);
  return until('a QR code', async () => {
    const { data } = await stack.client().get(`/api/sessions/${id}/qr`);
    return data['qr_raw'] as string | null;
  });
}

/** Has the phone scan the code of the account's page, and waits until the page says that they are linked. */
export async function linkedByQr(page: Page, stack: Stack, phone = stack.phone): Promise<void> {
  await page.getByAltText('Kode QR untuk dipindai dengan WhatsApp').waitFor();
  await page.getByText(/Kode 1 dari \d/).waitFor();
  await phone.scan(await codeOf(page, stack));
  await page.getByText('Terhubung', { exact: true }).waitFor();
}
