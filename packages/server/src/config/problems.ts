/** What each variable must be, one sentence per language; a variable without its sentence fails the type check. */
export const problems = {
  DATABASE_URL: {
    id: 'DATABASE_URL harus berupa sqlite:<berkas>, mysql://..., mariadb://... atau postgres://...',
    en: 'DATABASE_URL must be sqlite:<file>, mysql://..., mariadb://... or postgres://...',
  },
  DATA_DIR: { id: 'DATA_DIR harus berupa nama folder', en: 'DATA_DIR must be the name of a folder' },
  BACKUP_PASSPHRASE: {
    id: 'BACKUP_PASSPHRASE harus 12 sampai 1000 karakter',
    en: 'BACKUP_PASSPHRASE must have 12 to 1000 characters',
  },
  HOST: {
    id: 'HOST harus berupa nama host atau alamat IP tanpa spasi',
    en: 'HOST must be a host name or an IP address without spaces',
  },
  PORT: { id: 'PORT harus berupa angka 0 sampai 65535', en: 'PORT must be a number from 0 to 65535' },
  ENGINE_PORT: {
    id: 'ENGINE_PORT harus "off" atau angka 0 sampai 65535, dan berbeda dari PORT',
    en: 'ENGINE_PORT must be "off" or a number from 0 to 65535 that differs from PORT',
  },
  ENGINE_WORKERS: {
    id: 'ENGINE_WORKERS harus berupa angka 1 sampai 64',
    en: 'ENGINE_WORKERS must be a number from 1 to 64',
  },
  SECRET_KEY: {
    id: 'SECRET_KEY harus berisi 32 byte sebagai 64 digit heksadesimal atau base64 (openssl rand -hex 32)',
    en: 'SECRET_KEY must hold 32 bytes as 64 hexadecimal digits or base64 (openssl rand -hex 32)',
  },
  ADMIN_API_KEY: {
    id: 'ADMIN_API_KEY harus terdiri dari 16 sampai 200 karakter yang dapat dicetak, tanpa spasi',
    en: 'ADMIN_API_KEY must have 16 to 200 printable characters without spaces',
  },
  WHATSAPP_SOCKET_URL: {
    id: 'WHATSAPP_SOCKET_URL harus berupa alamat ws:// atau wss:// dan diberikan bersama WHATSAPP_TRUSTED_ROOT',
    en: 'WHATSAPP_SOCKET_URL must be a ws:// or wss:// address and be given together with WHATSAPP_TRUSTED_ROOT',
  },
  WHATSAPP_TRUSTED_ROOT: {
    id: 'WHATSAPP_TRUSTED_ROOT harus 64 atau 66 digit heksadesimal dan diberikan bersama WHATSAPP_SOCKET_URL',
    en: 'WHATSAPP_TRUSTED_ROOT must be 64 or 66 hexadecimal digits and be given together with WHATSAPP_SOCKET_URL',
  },
  LOG_LEVEL: {
    id: 'LOG_LEVEL harus salah satu dari fatal, error, warn, info, debug, silent',
    en: 'LOG_LEVEL must be one of fatal, error, warn, info, debug, silent',
  },
  DEFAULT_LANGUAGE: {
    id: 'DEFAULT_LANGUAGE harus "id" atau "en"',
    en: 'DEFAULT_LANGUAGE must be "id" or "en"',
  },
  GRAB_TIMEOUT_GROUPS_MS: {
    id: 'GRAB_TIMEOUT_GROUPS_MS harus berupa angka milidetik 1000 sampai 3600000',
    en: 'GRAB_TIMEOUT_GROUPS_MS must be a number of milliseconds from 1000 to 3600000',
  },
  GRAB_TIMEOUT_CONTACTS_MS: {
    id: 'GRAB_TIMEOUT_CONTACTS_MS harus berupa angka milidetik 1000 sampai 3600000',
    en: 'GRAB_TIMEOUT_CONTACTS_MS must be a number of milliseconds from 1000 to 3600000',
  },
  GRAB_TIMEOUT_ALL_MS: {
    id: 'GRAB_TIMEOUT_ALL_MS harus berupa angka milidetik 1000 sampai 3600000',
    en: 'GRAB_TIMEOUT_ALL_MS must be a number of milliseconds from 1000 to 3600000',
  },
  GROUPS_MIN_INTERVAL_MS: {
    id: 'GROUPS_MIN_INTERVAL_MS harus berupa angka milidetik 0 sampai 86400000',
    en: 'GROUPS_MIN_INTERVAL_MS must be a number of milliseconds from 0 to 86400000',
  },
  ADDRESS_BOOK_MIN_INTERVAL_MS: {
    id: 'ADDRESS_BOOK_MIN_INTERVAL_MS harus berupa angka milidetik 0 sampai 2592000000',
    en: 'ADDRESS_BOOK_MIN_INTERVAL_MS must be a number of milliseconds from 0 to 2592000000',
  },
  GRABBER_URL: {
    id: 'GRABBER_URL harus berupa alamat http:// atau https:// dari server yang berjalan',
    en: 'GRABBER_URL must be the http:// or https:// address of a running server',
  },
  GATEWAY_API_KEY: {
    id: 'GATEWAY_API_KEY harus satu baris, paling panjang 1000 karakter',
    en: 'GATEWAY_API_KEY must be one line of at most 1000 characters',
  },
  GATEWAY_USERNAME: {
    id: 'GATEWAY_USERNAME harus satu baris, paling panjang 1000 karakter',
    en: 'GATEWAY_USERNAME must be one line of at most 1000 characters',
  },
  GATEWAY_PASSWORD: {
    id: 'GATEWAY_PASSWORD harus satu baris, paling panjang 1000 karakter',
    en: 'GATEWAY_PASSWORD must be one line of at most 1000 characters',
  },
  GRABBER_KEY: {
    id: 'GRABBER_KEY harus berupa API key tanpa spasi, paling panjang 200 karakter',
    en: 'GRABBER_KEY must be an API key without spaces, of at most 200 characters',
  },
  REQUESTS_PER_MINUTE_PER_KEY: {
    id: 'REQUESTS_PER_MINUTE_PER_KEY harus berupa angka 0 (tanpa batas) sampai 1000000',
    en: 'REQUESTS_PER_MINUTE_PER_KEY must be a number from 0 (no limit) to 1000000',
  },
  REQUESTS_PER_MINUTE_PER_ADDRESS: {
    id: 'REQUESTS_PER_MINUTE_PER_ADDRESS harus berupa angka 0 (tanpa batas) sampai 1000000',
    en: 'REQUESTS_PER_MINUTE_PER_ADDRESS must be a number from 0 (no limit) to 1000000',
  },
  CORS_ORIGINS: {
    id: 'CORS_ORIGINS harus berupa alamat seperti https://toko.example, dipisahkan koma',
    en: 'CORS_ORIGINS must be addresses like https://shop.example, separated by commas',
  },
  WEBHOOK_ALLOW_PRIVATE: {
    id: 'WEBHOOK_ALLOW_PRIVATE harus "off", "on", atau alamat IP dan jaringan seperti 10.0.0.0/8, dipisahkan koma',
    en: 'WEBHOOK_ALLOW_PRIVATE must be "off", "on", or IP addresses and networks like 10.0.0.0/8, separated by commas',
  },
  TRUSTED_PROXIES: {
    id: 'TRUSTED_PROXIES harus berupa alamat IP atau jaringan seperti 10.0.0.0/8, dipisahkan koma',
    en: 'TRUSTED_PROXIES must be IP addresses or networks like 10.0.0.0/8, separated by commas',
  },
  PAGE_FOLDER: {
    id: 'PAGE_FOLDER harus berupa folder hasil `npm run build`',
    en: 'PAGE_FOLDER must be the folder that `npm run build` made',
  },
  PICTURES: { id: 'PICTURES harus "on" atau "off"', en: 'PICTURES must be "on" or "off"' },
} as const;

export type Variable = keyof typeof problems;

/** Stops the start: one sentence per bad variable, never its value. */
export class ConfigError extends Error {
  readonly variables: Variable[];

  constructor(variables: Variable[], language: 'id' | 'en') {
    super(variables.map((variable) => problems[variable][language]).join('\n'));
    this.name = 'ConfigError';
    this.variables = variables;
  }
}
