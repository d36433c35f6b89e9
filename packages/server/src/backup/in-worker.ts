import { Worker } from 'node:worker_threads';
import { AppError, type ErrorData, fromErrorData } from '../core/index.ts';
import type { BackupSecrets } from './format/keys.ts';
import type { BackupFacts } from './rows.ts';
import type { WriteOptions, WriteProgress } from './write.ts';

/** A file to be proven, after it was written where `write` is given. */
export type BackupTask = {
  file: string;
  secrets: BackupSecrets;
  write?: Pick<WriteOptions, 'url' | 'scheduled' | 'created_at'>;
};

export type BackupMessage = { progress?: WriteProgress; facts?: BackupFacts; error?: ErrorData };

/** Works in a thread of its own, since reading, packing and sealing a whole database would keep others from their turn. */
export async function inWorker(
  task: BackupTask,
  signal?: AbortSignal,
  onProgress: (progress: WriteProgress) => void = () => {},
): Promise<BackupFacts> {
  const { promise, resolve, reject } = Promise.withResolvers<BackupFacts>();
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: task });
  worker.on('message', ({ progress, facts, error }: BackupMessage) => {
    if (progress) onProgress(progress);
    if (facts) resolve(facts);
    if (error) reject(fromErrorData(error));
  });
  worker.on('error', reject);
  worker.on('exit', () => reject(new AppError('internal', { cause: new Error('the backup thread ended') })));
  const cancel = () => reject(new AppError('cancelled'));
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    if (signal?.aborted) throw new AppError('cancelled');
    return await promise;
  } finally {
    signal?.removeEventListener('abort', cancel);
    await worker.terminate();
  }
}
