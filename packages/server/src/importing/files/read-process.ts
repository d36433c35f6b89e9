import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { openAddressFile, type ReadItem } from '../../address-files/index.ts';
import type { ReadMessage, ReadTask } from './read-protocol.ts';

const pageSize = 500;

function tell(message: ReadMessage): void {
  if (!process.send) throw new Error('read-process.ts runs as a child process');
  process.send(message);
}

const [{ path, options }] = (await once(process, 'message')) as [ReadTask];
const { layout, items } = await openAddressFile(createReadStream(path), options);
tell({ kind: 'layout', layout });

let page: ReadItem[] = [];
for await (const item of items) {
  page.push(item);
  if (page.length < pageSize) continue;
  const asked = once(process, 'message');
  tell({ kind: 'items', items: page });
  page = [];
  await asked;
}
if (page.length > 0) tell({ kind: 'items', items: page });
tell({ kind: 'end' });
// The channel would keep the process alive.
process.disconnect();
