import { on } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { AddressFileLayout, ReadItem } from '../../address-files/index.ts';
import type { ReadMessage, ReadTask } from './read-protocol.ts';

/** A hostile file costs its reader no more: the thread ends at more memory, or after so long without a sign. */
const memoryMb = 1536;
const longestMs = 120_000;

const nothing: AddressFileLayout = { format: null, encoding: null, delimiter: null, header_line: null, columns: [] };

/** Reads an address file in a thread of its own. A file that the thread dies of is one that cannot be read. */
export async function* readFile(task: ReadTask): AsyncGenerator<AddressFileLayout | ReadItem[]> {
  const worker = new Worker(new URL('./read-worker.ts', import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  });
  const slow = setTimeout(() => void worker.terminate(), longestMs);
  let hasLayout = false;
  let hasEnded = false;
  try {
    for await (const [message] of on(worker, 'message', { close: ['exit'] }) as AsyncIterable<[ReadMessage]>) {
      if (message.kind === 'end') {
        hasEnded = true;
        break;
      }
      hasLayout = true;
      yield message.kind === 'layout' ? message.layout : message.items;
      if (message.kind === 'items') worker.postMessage('more');
    }
  } catch {
    hasEnded = false;
  } finally {
    clearTimeout(slow);
    await worker.terminate();
  }
  if (!hasLayout) yield nothing;
  if (!hasEnded) yield [{ kind: 'problem', line: null, code: 'unpacks_too_large', ends: true }];
}
