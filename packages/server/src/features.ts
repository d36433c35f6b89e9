import { join } from 'node:path';
import { createAnalytics } from './analytics/index.ts';
import { type BackupSecrets, createBackups } from './backup/index.ts';
import { createCare } from './care/index.ts';
import type { ChangeSignal } from './changes/index.ts';
import { createContactQueries } from './contacts/index.ts';
import type { Clock } from './core/index.ts';
import { createInboxSearch, createSealer } from './engine/index.ts';
import { type AllowPrivate, createFeed, createHistory, createWebhookService } from './events/index.ts';
import { createExports } from './exporting/index.ts';
import type { Grabs } from './grabbing/index.ts';
import type { Features } from './http/index.ts';
import { createImports } from './importing/index.ts';
import { createJobs, type Jobs } from './jobs/index.ts';
import { type Logger, namedLogger } from './observability/index.ts';
import { createDigests, createManyOptOuts, createOptOuts, type Digests } from './opt-outs/index.ts';
import { createPrivacy } from './privacy/index.ts';
import { createSchedules } from './scheduling/index.ts';
import type { Sessions } from './sessions/index.ts';
import { createSettings } from './settings/index.ts';
import type { PieceReading, Storage } from './storage/index.ts';

/** What features are built from. */
export type FeatureParts = {
  storage: Storage;
  /** The same database, for what may take long to read. */
  reading: PieceReading;
  /** Rings after each commit that changed contacts, groups or memberships. */
  changes: ChangeSignal;
  clock: Clock;
  logger: Logger;
  /** Seals what must not be read in the database. */
  secretKey: string;
  /** Private networks that webhooks may reach. */
  webhookAllowPrivate: AllowPrivate;
  databaseUrl: string;
  /** The server's secret, and what backups are sealed with. */
  secrets: BackupSecrets;
  /** The language until somebody chooses one. */
  language: 'id' | 'en';
  /** The folder for files: of jobs, backups, uploads. */
  dataDir: string;
  sessions: Sessions;
  grabs: Grabs;
};

/** Opens the services of every feature, in the order in which they build on each other; the server and the tests of its routes share this. */
export function openFeatures(parts: FeatureParts): Features {
  const { storage, reading, changes, clock, logger, dataDir, sessions, grabs } = parts;
  const { secretKey, webhookAllowPrivate: allowPrivate } = parts;
  const jobs = createJobs({ storage, clock, logger: namedLogger(logger, 'jobs'), folder: join(dataDir, 'jobs') });
  const exports = createExports({ reading, clock, jobs });
  const digests = createDigests(parts.secrets.secretKey);
  const imports = createImports({ storage, clock, changes, jobs, digests, folder: join(dataDir, 'imports') });
  return {
    care: createCare({
      storage,
      reading,
      changes,
      clock,
      logger,
      jobs,
      optOuts: createManyOptOuts({ storage, digests }),
    }),
    contactQueries: createContactQueries({ storage, reading, clock }),
    exports,
    feed: createFeed({ storage, changes }),
    history: createHistory({ storage }),
    analytics: createAnalytics({ reading, clock }),
    imports,
    jobs,
    ...openUpkeep(parts, jobs, digests),
    schedules: createSchedules({ storage, sessions, grabs, clock, logger: namedLogger(logger, 'scheduling') }),
    webhooks: createWebhookService({
      storage,
      changes,
      clock,
      logger: namedLogger(logger, 'webhooks'),
      secretKey,
      allowPrivate,
    }),
  };
}

function openUpkeep(
  parts: FeatureParts,
  jobs: Jobs,
  digests: Digests,
): Pick<Features, 'backups' | 'privacy' | 'settings'> {
  const { logger, dataDir } = parts;
  const settings = createSettings(parts);
  const optOuts = createOptOuts({ ...parts, digests });
  const backups = createBackups({ ...parts, settings, jobs, logger: namedLogger(logger, 'backup') });
  const privacyLogger = namedLogger(logger, 'privacy');
  const deps = {
    ...parts,
    digests,
    optOuts,
    settings,
    jobs,
    backups: backups.names,
    logger: privacyLogger,
    uploads: join(dataDir, 'imports'),
    inbox: createInboxSearch(createSealer(parts.secretKey)),
  };
  return { backups, privacy: createPrivacy(deps), settings };
}
