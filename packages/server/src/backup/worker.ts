import { parentPort, workerData } from 'node:worker_threads';
import { toErrorData } from '../core/index.ts';
import type { BackupMessage, BackupTask } from './in-worker.ts';
import { readBackup } from './read.ts';
import { writeBackup } from './write.ts';

const port = parentPort;
if (!port) throw new Error('worker.ts runs as a worker thread');
const tell = (message: BackupMessage) => port.postMessage(message);
const task = workerData as BackupTask;

try {
  if (task.write) await writeBackup({ ...task, ...task.write }, (progress) => tell({ progress }));
  // what was written is read back: only then it counts
  tell({ facts: await readBackup(task.file, task.secrets) });
} catch (error) {
  tell({ error: toErrorData(error) });
}
