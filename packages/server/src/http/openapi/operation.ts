import type { ErrorCode } from '@grabber/contract';
import type { MessageKey } from '../../i18n/index.ts';

/** The parts of the API, as the reference page shows them. */
export const tags = {
  Sessions: 'WhatsApp accounts: create, link, connect, delete.',
  Contacts: 'People and groups that are saved: of one session, or of all that the caller sees.',
  Groups: 'Groups, who is in them, and who is in several.',
  Care: 'What users do with contacts: own fields, tags, segments, lists, many at once, duplicates.',
  Grabs: 'Reading an account out: in the background, or waiting for the end as the old routes do.',
  'Exports and imports': 'Contacts as files: XLSX, CSV, vCard, JSON.',
  Jobs: 'Work in the background on many contacts: progress, outcomes, files, undo.',
  Analytics: 'Counts over what is saved.',
  Webhooks: 'Changes told to addresses of yours.',
  Access: 'API keys, people, sign-ins, and the log of who did what.',
  Privacy: 'What people may ask of whoever holds their data: erase, opt out, a copy.',
  Upkeep: 'Settings, how long things are kept, backups.',
  Events: 'What changes, as it changes.',
  Engine: 'The engine contract of the old application, in its own spellings; answers in English.',
  Server: 'Whether the server runs, and what it offers.',
} as const;

/** What a person should know of a route; everything else follows from its schemas. */
export type Operation = {
  id: string;
  tag: keyof typeof tags;
  summary: string;
  description?: string;
  /** The message of its success, for the example. */
  says?: MessageKey;
  /** What can go wrong beyond what every route of its kind has. */
  errors?: ErrorCode[];
};

/** Operations by method and pattern, as the route is registered. */
export type Operations = Record<string, Operation>;
