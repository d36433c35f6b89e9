export { readGrabbedContacts, readGrabbedGroups } from './answer.repo.ts';
export { eraseGrabs } from './grabs.repo.ts';
export { createGrabs, type GrabsDeps } from './grabs.ts';
export { createLanes, type Lanes } from './lanes.ts';
export { createLiveSync, type LiveSync } from './live-sync.ts';
export { createSaveClient, type SaveClient } from './save-client.ts';
export type { Grab, GrabError, Grabs } from './types.ts';
