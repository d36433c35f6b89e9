import { gatewayError } from '../problem.ts';
import { readPages } from '../reading/index.ts';

/** The largest page that WAHA's documentation speaks of; its engines page in memory, so that small ones spare nothing. */
export const pageRows = 1000;

/** All pages of one of WAHA's lists, which are bare arrays. */
export async function readArrays(readPage: (offset: number) => Promise<unknown>) {
  return await readPages(pageRows, async (offset) => {
    const rows = await readPage(offset);
    if (!Array.isArray(rows)) throw gatewayError('answer_unreadable');
    return { rows };
  });
}
