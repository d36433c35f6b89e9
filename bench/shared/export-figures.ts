import type { ExportFormat } from '../../packages/contract/src/index.ts';
import { type ExportOptions, type ExportRow, exportFile } from '../../packages/server/src/exporting/index.ts';
import { measure } from './measure.ts';

export type ExportShape = Partial<ExportOptions> & { format: ExportFormat };
export type ExportFigures = { rows_per_s: number; peak_over_idle_mb: number; file_mb: number };

const batch = 1000;
const names = ['Budi Santoso', 'Siti Nurhaliza, S.Pd.', 'محمد عبد الله', '山田太郎', 'Toko "Jaya" 👨‍👩‍👧', 'Ayu'];

/** Writes so many contacts in one format and throws the file away; what the source costs is in the figures. */
export async function exportFigures(rows: number, shape: ExportShape): Promise<ExportFigures> {
  await write(5000, shape);
  globalThis.gc?.();
  const idle = process.memoryUsage.rss();
  let bytes = 0;
  const { ms, peak_rss_mb } = await measure(async () => {
    bytes = await write(rows, shape);
  });
  return {
    rows_per_s: Math.round((rows / ms) * 1000),
    peak_over_idle_mb: Math.max(0, Math.round(peak_rss_mb - idle / 1024 / 1024)),
    file_mb: Math.round(bytes / 1024 / 102.4) / 10,
  };
}

async function write(rows: number, shape: ExportShape): Promise<number> {
  const file = exportFile(people(rows), { language: 'id', created_at: new Date(0).toISOString(), ...shape });
  let bytes = 0;
  for await (const chunk of file.chunks) bytes += chunk.length;
  return bytes;
}

async function* people(rows: number): AsyncGenerator<ExportRow[]> {
  for (let start = 0; start < rows; start += batch) {
    yield Array.from({ length: Math.min(batch, rows - start) }, (_, index) => person(start + index));
    // A database answers in a turn of its own.
    await new Promise(setImmediate);
  }
}

function person(index: number): ExportRow {
  const digits = `62812${String(10_000_000 + index)}`;
  const name = `${names[index % names.length]} ${index}`;
  return {
    session_id: 'bench',
    contact_id: `${digits}@s.whatsapp.net`,
    type: 'individual',
    name,
    saved_name: index % 3 ? null : name,
    push_name: name,
    verified_name: index % 50 ? null : 'Toko Jaya',
    alias: null,
    phone_number: digits,
    lid: `1${digits}`,
    country_code: 'ID',
    email: null,
    company: null,
    note: index % 10 ? null : 'pelanggan lama,\nbayar tunai',
    tags: index % 4 ? [] : ['Pelanggan'],
    status: 'active',
    in_address_book: index % 3 === 0,
    is_business: index % 50 === 0,
    memberships: [{ group_id: '1@g.us', group_name: `Grup warga RT ${index % 20}`, role: 'member' }],
    first_seen_at: '2026-01-02T03:04:05.000Z',
    updated_at: '2026-11-22T23:11:19.000Z',
  };
}
