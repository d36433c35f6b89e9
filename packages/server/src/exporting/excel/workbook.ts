import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { type LineSource, lineSource } from './line-source.ts';
import { sheetPath, workbookParts } from './parts.ts';
import { sheetXml } from './sheet.ts';
import type { ExcelLine, ExcelSheet, ExcelWriter } from './types.ts';

/** What Excel holds in a sheet, the header included. */
const mostRowsOfExcel = 1_048_576;

type Running = {
  stop(): Promise<void>;
  add(path: string, source: LineSource<ExcelLine>, xml: AsyncIterable<Uint8Array>): Promise<void>;
};

/** The writer of workbooks; a sheet with more lines than fit goes on in another with a number behind its name. */
export function createExcelWriter({ mostRows = mostRowsOfExcel } = {}): ExcelWriter {
  return async function* write(sheets) {
    const zip = new ZipFile();
    const output = zip.outputStream as Readable;
    zip.on('error', (error: Error) => output.destroy(error));
    const running = addOneByOne(zip);
    const filling = fill(zip, running, sheets, mostRows).catch((error: Error) => output.destroy(error));
    try {
      yield* output as AsyncIterable<Uint8Array>;
    } finally {
      await running.stop();
      await filling;
    }
  };
}

async function fill(zip: ZipFile, running: Running, sheets: readonly ExcelSheet[], mostRows: number): Promise<void> {
  const names: string[] = [];
  for (const { name, columns, lines } of sheets) {
    const source = lineSource(lines);
    let part = 0;
    do {
      part += 1;
      names.push(part === 1 ? name : `${name} ${part}`);
      await running.add(sheetPath(names.length), source, sheetXml(columns, source, mostRows));
    } while (await source.hasMore());
  }
  for (const [path, text] of Object.entries(workbookParts(names))) zip.addBuffer(Buffer.from(text), path);
  zip.end();
}

/** The library would open every stream at once; when the reader goes away, it would leave the open one as it is. */
function addOneByOne(zip: ZipFile): Running {
  let open: { stream: Readable; source: LineSource<ExcelLine> } | undefined;
  return {
    async add(path, source, xml) {
      const stream = Readable.from(xml, { objectMode: false });
      open = { stream, source };
      zip.addReadStream(stream, path);
      await finished(stream);
    },
    async stop() {
      open?.stream.destroy();
      await open?.source.close();
    },
  };
}
