export {
  appendChanges,
  appendCreated,
  appendRemovedOfSession,
  type Change,
  changesOfSource,
  deleteChanges,
  historyOf,
  lastSeq,
  type NewChange,
  readChanges,
} from './changes.repo.ts';
export { type Changed, type ChangeSignal, createChangeSignal } from './signal.ts';
