import type { Migration } from 'kysely/migration';
import { createOrAdopt } from './0001-create-or-adopt.ts';
import { addAccess } from './0002-access.ts';
import { addGrabRetries } from './0003-grab-retries.ts';
import { addHttp } from './0004-http.ts';
import { addGateways } from './0005-gateways.ts';
import { addOwnFields } from './0006-own-fields.ts';
import { addQuery } from './0007-query.ts';
import { addCare } from './0008-care.ts';
import { addJobs } from './0009-jobs.ts';
import { addSchedules } from './0010-live.ts';
import { addHistory } from './0011-history.ts';
import { addPrivacy } from './0012-privacy.ts';
import { improveSearch } from './0013-search.ts';
import { dropUnused } from './0014-drop-unused.ts';
import { scopeMerges } from './0015-merges-of-sessions.ts';
import { addKinds } from './0016-kinds.ts';
import type { MigrationTools } from './tools.ts';

/** Every migration, oldest first; a released one is never changed. */
export function migrationsFor(tools: MigrationTools): Record<string, Migration> {
  return {
    '0001-create-or-adopt': { up: (db) => createOrAdopt(db, tools) },
    '0002-access': { up: (db) => addAccess(db, tools) },
    '0003-grab-retries': { up: (db) => addGrabRetries(db, tools) },
    '0004-http': { up: (db) => addHttp(db, tools) },
    '0005-gateways': { up: (db) => addGateways(db, tools) },
    '0006-own-fields': { up: (db) => addOwnFields(db, tools) },
    '0007-query': { up: (db) => addQuery(db, tools) },
    '0008-care': { up: (db) => addCare(db, tools) },
    '0009-jobs': { up: (db) => addJobs(db, tools) },
    '0010-live': { up: (db) => addSchedules(db, tools) },
    '0011-history': { up: (db) => addHistory(db, tools) },
    '0012-privacy': { up: (db) => addPrivacy(db, tools) },
    '0013-search': { up: (db) => improveSearch(db, tools) },
    '0014-drop-unused': { up: dropUnused },
    '0015-merges-of-sessions': { up: (db) => scopeMerges(db, tools) },
    '0016-kinds': { up: (db) => addKinds(db, tools) },
  };
}
