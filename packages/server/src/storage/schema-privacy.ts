import type { Generated } from 'kysely';
import type { Json, Time } from './schema-types.ts';

/** What the owner decided; a name that is missing stands as it does from the start. */
export type SettingsTable = { name: string; value: Json<unknown> };

/** Who must not be exported, or not even stored: digests keyed with the server's secret, no numbers. */
export type OptOutsTable = {
  id: Generated<number>;
  /** Empty: in every session. */
  session_id: string;
  phone_hash: string | null;
  lid_hash: string | null;
  /** Masked, for people. */
  hint: string;
  erase_on_sight: boolean;
  source: string;
  created_at: Time;
};

/** Receipts of erasures: of whom is told by a keyed digest only. */
export type ErasuresTable = {
  id: Generated<number>;
  created_at: Time;
  identifier_hash: string;
  counts: Json<Record<string, number>>;
  held: Json<{ session_id: string; counts: Record<string, number> }[]>;
  backups: Json<string[]>;
  opted_out: boolean;
  created_by_kind: string;
  created_by_id: number | null;
};

export type PrivacyTables = { settings: SettingsTable; opt_outs: OptOutsTable; erasures: ErasuresTable };
