import type { ExportCounts, ExportRow, ExportRows } from './types.ts';

/** Lets batches through and counts their contacts. */
export async function* counted(batches: ExportRows, counts: ExportCounts): ExportRows {
  for await (const batch of batches) {
    counts.contacts += batch.length;
    yield batch;
  }
}

/** A line per contact, or one per membership; whoever is in no group keeps one line. */
export async function* linesOf(batches: ExportRows, per: 'contact' | 'membership', counts: ExportCounts): ExportRows {
  for await (const batch of batches) {
    const lines = per === 'contact' ? batch : batch.flatMap(memberLines);
    counts.written += lines.length;
    yield lines;
  }
}

function memberLines(row: ExportRow): ExportRow[] {
  if (row.memberships.length < 2) return [row];
  return row.memberships.map((membership) => ({ ...row, memberships: [membership] }));
}
