export {
  appendChanges,
  appendRemovedOfSession,
  type Change,
  changesOfSource,
  historyOf,
  type NewChange,
  readChanges,
} from './changes.repo.ts';
