/** Everything the product can be told, read once from the environment by `readConfig` in `env.ts`. */
export type Config = {
  databaseUrl: string;
  /** Files of jobs, backups: beside the database, for database servers in `./data`, unless told. */
  dataDir: string;
  host: string;
  port: number;
  /** A port of its own for the engine contract; undefined: off. */
  enginePort: number | undefined;
  engineWorkers: number;
  /** 32 bytes that seal credentials; undefined: generated into a 0600 file beside the database. */
  secretKey: string | undefined;
  /** What backups are sealed with; undefined: the secret itself. */
  backupPassphrase: string | undefined;
  adminApiKey: string | undefined;
  /** Both set: another server (the simulator). Both undefined: WhatsApp over verified TLS. */
  whatsappSocketUrl: string | undefined;
  whatsappTrustedRoot: string | undefined;
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
  language: 'id' | 'en';
  grabTimeoutMs: { groups: number; contacts: number; all: number };
  /** Shortest time between two full groups calls of one account. */
  groupsMinIntervalMs: number;
  /** Shortest time between two forced refreshes of one address book. */
  addressBookMinIntervalMs: number;
  /** Requests a minute that a caller and an address may make; 0: no limit. */
  requestsPerMinute: { key: number; address: number };
  /** Pages of other origins that a browser lets call the API. */
  corsOrigins: string[];
  /** Proxies whose word on the caller's address is taken. */
  trustedProxies: string[];
  /** Private networks that webhooks may reach. */
  webhookAllowPrivate: 'none' | 'all' | string[];
  pictures: boolean;
  /** Folder of the built page. */
  pageFolder: string;
};
