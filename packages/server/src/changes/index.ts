export {
  appendChanges,
  appendCreated,
  appendRemovedOfSession,
  type Change,
  changesOfSource,
  deleteChanges,
  historyOf,
  type NewChange,
  readChanges,
} from './changes.repo.ts';
