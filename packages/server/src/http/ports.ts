import type { Contact, ContactType, GrabbedContact, GrabbedGroup } from '@grabber/contract';
import type { Analytics } from '../analytics/index.ts';
import type { Access, Authorized, Keys } from '../auth/index.ts';
import type { Backups } from '../backup/index.ts';
import type { Care } from '../care/index.ts';
import type { Config } from '../config/index.ts';
import type { ContactQueries, PageOptions as ContactsWish, JsonPage } from '../contacts/index.ts';
import type { Feed, History, WebhookService } from '../events/index.ts';
import type { Exports } from '../exporting/index.ts';
import type { Grabs } from '../grabbing/index.ts';
import type { Imports } from '../importing/index.ts';
import type { Jobs } from '../jobs/index.ts';
import type { Logger } from '../observability/index.ts';
import type { Privacy } from '../privacy/index.ts';
import type { Schedules } from '../scheduling/index.ts';
import type { Sessions } from '../sessions/index.ts';
import type { SettingsStore } from '../settings/index.ts';
import type { KeptAnswers } from './idempotency/kept-answers.ts';

/** What is saved under a session. Lists come as pages, so that an answer of any size takes little memory. */
export type SavedContacts = {
  /** Rows ordered by name. */
  listSaved(id: Authorized<string>, type?: ContactType): AsyncIterable<Contact[]>;
  /** One page of them, as the list of an answer. Throws `cursor_invalid`. */
  pageSaved(id: Authorized<string>, wish: ContactsWish): Promise<JsonPage>;
  /** Removes all rows of the session and tells how many there were. */
  deleteSaved(id: Authorized<string>): Promise<number>;
  /** Groups that the account is in, with their present members. */
  readGrabbedGroups(id: Authorized<string>): AsyncIterable<GrabbedGroup[]>;
  /** People of the address book and the chats; not those who are known from groups only. */
  readGrabbedContacts(id: Authorized<string>): AsyncIterable<GrabbedContact[]>;
};

/** The services of the features, one line each; `features.ts` opens them, and the routes of each take what they need of it. */
export type Features = {
  analytics: Analytics;
  backups: Backups;
  privacy: Privacy;
  settings: SettingsStore;
  exports: Exports;
  feed: Feed;
  history: History;
  care: Care;
  imports: Imports;
  jobs: Jobs;
  contactQueries: ContactQueries;
  schedules: Schedules;
  webhooks: WebhookService;
};

export type HttpDeps = Features & {
  sessions: Omit<Sessions, 'requireConnected' | 'start' | 'close'>;
  grabs: Pick<
    Grabs,
    'start' | 'wait' | 'get' | 'list' | 'errors' | 'errorsPage' | 'cancel' | 'retry' | 'recent' | 'subscribe'
  >;
  contacts: SavedContacts;
  keys: Omit<Keys, 'ensureFirstKey'>;
  access: Access;
  keptAnswers: KeptAnswers;
  /** Whether the database answers a short question. */
  databaseAnswers: () => Promise<boolean>;
  /** A number that is another one after every commit; undefined where the database cannot tell. */
  dataVersion: () => Promise<number | undefined>;
  logger: Logger;
  config: Pick<
    Config,
    | 'language'
    | 'groupsMinIntervalMs'
    | 'grabTimeoutMs'
    | 'requestsPerMinute'
    | 'corsOrigins'
    | 'trustedProxies'
    | 'whatsappSocketUrl'
    | 'pageFolder'
  >;
};
