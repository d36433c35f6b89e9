import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askPython, pythonWith } from '../testing.ts';

/** Programs that are not ours, by which files are read back; undefined where one is missing. */
export const readers = {
  csv: pythonWith('csv'),
  openpyxl: pythonWith('openpyxl'),
  vobject: pythonWith('vobject'),
  office: spawnSync('soffice', ['--version']).status === 0 ? 'soffice' : undefined,
};

const csvScript = `
import csv, io, json, sys
text = sys.stdin.buffer.read().decode('utf-8-sig')
print(json.dumps(list(csv.reader(io.StringIO(text, newline=''), delimiter=sys.argv[1] if len(sys.argv) > 1 else ',', strict=True))))
`;

/** The cells of a CSV file, as Python's csv module reads it. */
export function readCsv(bytes: Uint8Array, separator: ',' | ';' = ','): string[][] {
  const script = csvScript.replace("sys.argv[1] if len(sys.argv) > 1 else ','", JSON.stringify(separator));
  return askPython<string[][]>(readers.csv ?? '', script, bytes);
}

const workbookScript = `
import datetime, io, json, openpyxl, sys
book = openpyxl.load_workbook(io.BytesIO(sys.stdin.buffer.read()))
def value(c):
  v = c.value.isoformat() if isinstance(c.value, datetime.datetime) else c.value
  return v.replace('_x005F_x', '_x') if isinstance(v, str) else v
print(json.dumps({ s.title: [[value(c) for c in row] for row in s.iter_rows()] for s in book }))
`;

export type Cells = (string | number | boolean | null)[][];

/** The sheets of a workbook, as openpyxl reads it. */
export function readWorkbook(bytes: Uint8Array): Record<string, Cells> {
  return askPython<Record<string, Cells>>(readers.openpyxl ?? '', workbookScript, bytes);
}

/** The cells of a workbook's first sheet, as LibreOffice shows them. */
export function readByOffice(bytes: Uint8Array): string[][] {
  const folder = mkdtempSync(join(tmpdir(), 'office-'));
  try {
    const file = join(folder, 'kontak.xlsx');
    writeFileSync(file, bytes);
    const filter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true';
    const home = `-env:UserInstallation=file://${join(folder, 'home')}`;
    execFileSync('soffice', [home, '--headless', '--convert-to', filter, '--outdir', folder, file]);
    return readCsv(readFileSync(join(folder, 'kontak.csv')));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const cardScript = `
import io, json, sys, vobject
def lone(card, name):
  return card.contents[name][0].value if name in card.contents else None
cards = vobject.readComponents(io.StringIO(sys.stdin.buffer.read().decode('utf-8'), newline=''))
print(json.dumps([[card.fn.value, [t.value for t in card.contents.get('tel', [])], lone(card, 'note'), lone(card, 'categories') or []] for card in cards]))
`;

export type Card = [name: string, phones: string[], note: string | null, tags: string[]];

/** The cards of a vCard file, as vobject reads it. */
export function readCards(bytes: Uint8Array): Card[] {
  return askPython<Card[]>(readers.vobject ?? '', cardScript, bytes);
}
