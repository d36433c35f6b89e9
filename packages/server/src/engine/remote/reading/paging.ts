const mostPages = 10_000;

export type Page = { rows: unknown[]; total?: number | null | undefined };

/**
 * All pages of a list, to its total or, without one, to the first short page. `whole` is false when a page came twice: the gateway takes no
 * notice of `offset`, and what follows cannot be had. A page longer than asked for is the whole list, from a version that does not page.
 */
export async function readPages(
  limit: number,
  readPage: (offset: number) => Promise<Page>,
): Promise<{ rows: unknown[]; whole: boolean }> {
  const rows: unknown[] = [];
  let before = '';
  for (let page = 0; page < mostPages; page += 1) {
    const found = await readPage(rows.length);
    const first = JSON.stringify(found.rows[0] ?? null);
    if (found.rows.length > 0 && first === before) return { rows, whole: false };
    before = first;
    for (const row of found.rows) rows.push(row);
    const more = found.total ? rows.length < found.total && found.rows.length > 0 : found.rows.length === limit;
    if (!more) return { rows, whole: !found.total || rows.length >= found.total };
  }
  return { rows, whole: false };
}
