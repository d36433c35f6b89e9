import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { openAddressFile, type ReadItem } from '../../address-files/index.ts';
import type { ReadMessage, ReadTask } from './read-protocol.ts';

const port = parentPort;
if (!port) throw new Error('read-worker.ts runs as a worker thread');
const pageSize = 500;

const { path, options } = workerData as ReadTask;
const tell = (message: ReadMessage) => port.postMessage(message);
const { layout, items } = await openAddressFile(createReadStream(path), options);
tell({ kind: 'layout', layout });

let page: ReadItem[] = [];
for await (const item of items) {
  page.push(item);
  if (page.length < pageSize) continue;
  tell({ kind: 'items', items: page });
  page = [];
  await once(port, 'message');
}
if (page.length > 0) tell({ kind: 'items', items: page });
tell({ kind: 'end' });
// The port would keep the thread alive.
port.close();
