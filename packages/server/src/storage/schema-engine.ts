import type { Time } from './schema-types.ts';

/** Baileys' credentials, one sealed JSON text per session. */
export type EngineCredentialsTable = { session_id: string; sealed: Uint8Array; updated_at: Time };

/** Baileys' Signal keys, sealed one by one. Lid mappings are not here but in `engine_lid_map`. */
export type EngineKeysTable = { session_id: string; type: string; key_id: string; sealed: Uint8Array };

/** Which phone belongs to which LID, as WhatsApp told this account. A newer pair wins. */
export type EngineLidMapTable = { session_id: string; lid: string; pn: string };

/** What WhatsApp told the built-in engine about people, one row per id as it came; WhatsApp tells most of it only once. */
export type EngineDirectoryTable = {
  session_id: string;
  /** `<digits>@s.whatsapp.net` or `<digits>@lid`. */
  jid: string;
  saved_name: string | null;
  chat_name: string | null;
  push_name: string | null;
  verified_name: string | null;
  in_address_book: boolean;
  has_chat: boolean;
};

/** First-sync payloads that WhatsApp sends once, sealed, kept until what is in them is in the directory. */
export type EngineSyncInboxTable = { session_id: string; item_id: string; sealed: Uint8Array; received_at: Time };

/** Where a session's account lives when it is not ours to connect: somebody else's gateway. Its credentials are sealed JSON. */
export type EngineGatewaysTable = {
  session_id: string;
  url: string;
  remote_session: string;
  manages_account: boolean;
  sealed: Uint8Array;
};

/** How far the first sync came, and when things were last asked. */
export type EngineSyncStateTable = {
  session_id: string;
  has_address_book: boolean;
  has_chats: boolean;
  has_push_names: boolean;
  history_complete: boolean;
  groups_fetched_at: Time | null;
  address_book_refreshed_at: Time | null;
};

export type EngineTables = {
  engine_credentials: EngineCredentialsTable;
  engine_keys: EngineKeysTable;
  engine_lid_map: EngineLidMapTable;
  engine_directory: EngineDirectoryTable;
  engine_sync_inbox: EngineSyncInboxTable;
  engine_sync_state: EngineSyncStateTable;
  engine_gateways: EngineGatewaysTable;
};
