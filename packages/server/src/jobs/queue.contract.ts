import { describe, expect, test } from 'vitest';
import { AppError } from '../core/index.ts';
import type { JobQueue, QueueWorker } from './queue.ts';

/** What every queue of jobs must do. The suite closes what it opens. */
export function describeJobQueue(name: string, open: (work: QueueWorker) => JobQueue): void {
  describe(`${name} as a queue of jobs`, () => {
    test('works on those of a lane one after the other, in their order, and on lanes side by side', async () => {
      const log: string[] = [];
      const gates = new Map([1, 2, 3].map((id) => [id, Promise.withResolvers<void>()]));
      const queue = open(async (id) => {
        log.push(`begin ${id}`);
        await gates.get(id)?.promise;
        log.push(`end ${id}`);
      });
      queue.add(1, 'a');
      queue.add(2, 'a');
      queue.add(3, 'b');
      gates.get(3)?.resolve();
      await queue.ended(3);
      expect(log).toEqual(['begin 1', 'begin 3', 'end 3']);
      gates.get(1)?.resolve();
      gates.get(2)?.resolve();
      await queue.ended(2);
      expect(log.slice(3)).toEqual(['end 1', 'begin 2', 'end 2']);
      await queue.close();
    });

    test('works once on a job that is added twice, and goes on after one that fails', async () => {
      const worked: number[] = [];
      const queue = open(async (id) => {
        worked.push(id);
        throw new Error('broken');
      });
      queue.add(1, 'a');
      queue.add(1, 'a');
      queue.add(2, 'a');
      await queue.ended(2);
      expect(worked).toEqual([1, 2]);
      await queue.close();
    });

    test('cancels a waiting job at once, and tells a running one', async () => {
      const reasons: unknown[] = [];
      const queue = open(untilAborted(reasons));
      queue.add(1, 'a');
      queue.add(2, 'a');
      await queue.cancel(2);
      expect(reasons).toEqual([]);
      await queue.cancel(1);
      await queue.cancel(99);
      expect(reasons).toMatchObject([{ code: 'cancelled' }]);
      await queue.close();
    });

    test('closing tells what runs, never starts what waits, and takes no more', async () => {
      const reasons: unknown[] = [];
      const queue = open(untilAborted(reasons));
      queue.add(1, 'a');
      queue.add(2, 'a');
      await queue.close();
      queue.add(3, 'a');
      await queue.ended(3);
      expect(reasons).toMatchObject([{ code: 'shutting_down' }]);
      expect(reasons[0]).toBeInstanceOf(AppError);
    });
  });
}

function untilAborted(reasons: unknown[]): QueueWorker {
  return async (_, signal) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    signal.addEventListener('abort', () => resolve(), { once: true });
    await promise;
    reasons.push(signal.reason);
  };
}
