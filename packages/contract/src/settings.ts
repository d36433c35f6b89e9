import { z } from 'zod';
import { answerOf } from './answers.ts';

/** Days after which something is removed; null: never. */
const days = z.int().min(1).max(36_500).nullable();

/** How long each kind of data is kept. */
export const retention = z
  .object({
    changes_days: days.meta({ description: 'History of contacts and groups.' }),
    grab_errors_days: days,
    inactive_contacts_days: days.meta({
      description: 'Contacts and groups that WhatsApp no longer tells, since they went.',
    }),
    trash_days: days.meta({
      description:
        'Deleted contacts. One that WhatsApp still tells stays hidden, or the next grab would bring it back.',
    }),
    webhook_deliveries_days: days,
    audit_days: days,
  })
  .meta({ id: 'Retention' });
export type Retention = z.infer<typeof retention>;

export const backupSettings = z
  .object({
    cron: z
      .string()
      .trim()
      .min(9)
      .max(100)
      .nullable()
      .meta({ description: 'When to back up by itself; null: never.', examples: ['0 2 * * *'] }),
    timezone: z
      .string()
      .min(1)
      .max(64)
      .meta({ examples: ['Asia/Jakarta'] }),
    keep: z.int().min(1).max(1000).meta({ description: 'How many scheduled backups are kept.' }),
  })
  .meta({ id: 'BackupSettings' });
export type BackupSettings = z.infer<typeof backupSettings>;

export const settings = z
  .object({
    default_country: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .meta({ description: 'ISO 3166-1 alpha-2; phones without a country code are read in it.', examples: ['ID'] }),
    language: z.enum(['id', 'en']).meta({ description: 'Of files and texts where the caller says nothing.' }),
    retention,
    backup: backupSettings,
  })
  .meta({ id: 'Settings' });
export type Settings = z.infer<typeof settings>;

/** What is left out stays. */
export const settingsChange = settings
  .extend({ retention: retention.partial().strict(), backup: backupSettings.partial().strict() })
  .partial()
  .strict()
  .meta({ id: 'SettingsChange' });
export type SettingsChange = z.infer<typeof settingsChange>;

/** As they are when nobody changed them: nothing is removed that people don't expect. */
export const defaultSettings: Settings = {
  default_country: 'ID',
  language: 'id',
  retention: {
    changes_days: null,
    grab_errors_days: 90,
    inactive_contacts_days: null,
    trash_days: 30,
    webhook_deliveries_days: 30,
    audit_days: null,
  },
  backup: { cron: null, timezone: 'Asia/Jakarta', keep: 7 },
};

export const settingsAnswer = answerOf(z.object({ settings })).meta({ id: 'SettingsAnswer' });
