export { type LiveJob, type LiveOutcome, saveNews } from './live.ts';
export { createSaver, type SaveProgress, type Saver } from './saver.ts';
export type { SaveJob, Stream } from './state.ts';
