import type { Folder } from '../step.ts';
import { care } from './care.ts';
import { ending } from './ending.ts';
import { engineContract } from './engine-contract.ts';
import { files } from './files.ts';
import { following } from './following.ts';
import { grabs } from './grabs.ts';
import { keys } from './keys.ts';
import { looking } from './looking.ts';
import { nineRequests } from './nine-requests.ts';
import { people } from './people.ts';
import { privacy } from './privacy.ts';
import { rulesAndMerges } from './rules-and-merges.ts';
import { schedules } from './schedules.ts';
import { server } from './server.ts';
import { sessions } from './sessions.ts';
import { upkeep } from './upkeep.ts';

/** In the order in which they build on each other. */
export const folders: { title: string; routes: Folder[] }[] = [
  { title: 'Server', routes: server },
  { title: 'People', routes: people },
  { title: 'API keys', routes: keys },
  { title: 'Sessions: link an account', routes: sessions },
  { title: 'Grabs', routes: grabs },
  { title: 'Contacts and groups of all sessions', routes: looking },
  { title: 'Care: tags, own fields, many at once', routes: [...care, ...rulesAndMerges] },
  { title: 'Schedules', routes: schedules },
  { title: 'Following: changes, webhooks, analytics', routes: following },
  { title: 'Files: export, import, jobs', routes: files },
  { title: 'The requests of the old application', routes: nineRequests },
  { title: 'The engine contract of the old application', routes: engineContract },
  { title: 'Privacy', routes: privacy },
  { title: 'Settings and backups', routes: upkeep },
  { title: 'Log out, remove, look back', routes: ending },
];
