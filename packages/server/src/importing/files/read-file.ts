import { fork } from 'node:child_process';
import { on } from 'node:events';
import type { AddressFileLayout, ReadItem } from '../../address-files/index.ts';
import type { ReadMessage, ReadTask } from './read-protocol.ts';

/** A hostile file costs its reader no more: it ends at more memory, or after so long. */
const mostMemoryMb = 1536;
const longestMs = 120_000;

const nothing: AddressFileLayout = { format: null, encoding: null, delimiter: null, header_line: null, columns: [] };

/** A reader that has ended hears nothing any more; what it told last says whether that was its end. */
const unheard = () => {};

/**
 * Reads an address file in a process of its own, which knows none of our settings: a thread that runs out of memory may take the
 * server with it. A file that its reader dies of is one that cannot be read.
 */
export async function* readFile(
  task: ReadTask,
  { memoryMb = mostMemoryMb }: { memoryMb?: number } = {},
): AsyncGenerator<AddressFileLayout | ReadItem[]> {
  const reader = fork(new URL('./read-process.ts', import.meta.url), {
    execArgv: [`--max-old-space-size=${memoryMb}`],
    serialization: 'advanced',
    env: {},
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const slow = setTimeout(() => reader.kill('SIGKILL'), longestMs);
  const messages = on(reader, 'message', { close: ['disconnect'] }) as AsyncIterable<[ReadMessage]>;
  let hasLayout = false;
  let hasEnded = false;
  try {
    reader.send(task, unheard);
    for await (const [message] of messages) {
      if (message.kind === 'end') {
        hasEnded = true;
        break;
      }
      hasLayout = true;
      yield message.kind === 'layout' ? message.layout : message.items;
      if (message.kind === 'items') reader.send('more', unheard);
    }
  } catch {
    hasEnded = false;
  } finally {
    clearTimeout(slow);
    reader.kill('SIGKILL');
  }
  if (!hasLayout) yield nothing;
  if (!hasEnded) yield [{ kind: 'problem', line: null, code: 'unpacks_too_large', ends: true }];
}
