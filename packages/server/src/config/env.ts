import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Config } from './config.ts';
import { ConfigError, type Variable } from './problems.ts';
import { dataFolder } from './secret.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

const number = (minimum: number, maximum: number) =>
  z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(minimum).max(maximum));
const port = number(0, 65_535);
const listOf = (item: z.ZodType<string, string>) =>
  z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean),
    )
    .pipe(z.array(item));
const milliseconds = (minimum: number, maximum: number, standard: number) => number(minimum, maximum).default(standard);

/** Printable, as it goes into a header. */
const word = z
  .string()
  .max(1000)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u);

const variables = {
  DATABASE_URL: z
    .string()
    .regex(/^(sqlite:(?!:memory:).+|(mysql|mariadb|postgres|postgresql):\/\/[^\s/]+.*)$/)
    .default('sqlite:./data/grabber.db'),
  DATA_DIR: z.string().optional(),
  BACKUP_PASSPHRASE: z.string().min(12).max(1000).optional(),
  HOST: z.string().regex(/^\S+$/).default('127.0.0.1'),
  PORT: port.default(8000),
  ENGINE_PORT: z.union([z.literal('off').transform(() => undefined), port]).prefault('off'),
  ENGINE_WORKERS: number(1, 64).default(Math.min(4, Math.max(1, availableParallelism() - 1))),
  SECRET_KEY: z
    .string()
    .regex(/^([0-9a-f]{64}|[A-Za-z0-9+/_-]{43}=?)$/i)
    .optional(),
  ADMIN_API_KEY: z
    .string()
    .regex(/^[\x21-\x7e]{16,200}$/)
    .optional(),
  WHATSAPP_SOCKET_URL: z.url({ protocol: /^wss?$/ }).optional(),
  WHATSAPP_TRUSTED_ROOT: z
    .string()
    .regex(/^([0-9a-f]{64}|[0-9a-f]{66})$/i)
    .optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  DEFAULT_LANGUAGE: z.enum(['id', 'en']).default('id'),
  GRAB_TIMEOUT_GROUPS_MS: milliseconds(1000, 60 * minute, minute),
  GRAB_TIMEOUT_CONTACTS_MS: milliseconds(1000, 60 * minute, minute),
  GRAB_TIMEOUT_ALL_MS: milliseconds(1000, 60 * minute, 2 * minute),
  GROUPS_MIN_INTERVAL_MS: milliseconds(0, day, minute),
  ADDRESS_BOOK_MIN_INTERVAL_MS: milliseconds(0, 30 * day, day),
  REQUESTS_PER_MINUTE_PER_KEY: number(0, 1_000_000).default(1200),
  REQUESTS_PER_MINUTE_PER_ADDRESS: number(0, 1_000_000).default(2400),
  CORS_ORIGINS: listOf(z.string().regex(/^https?:\/\/[a-z0-9.-]+(:\d+)?$/)),
  WEBHOOK_ALLOW_PRIVATE: z
    .union([
      z.literal('off').transform(() => 'none' as const),
      z.literal('on').transform(() => 'all' as const),
      listOf(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])),
    ])
    .prefault('off'),
  TRUSTED_PROXIES: listOf(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])),
  PICTURES: z
    .enum(['on', 'off'])
    .default('off')
    .transform((text) => text === 'on'),
  PAGE_FOLDER: z
    .string()
    .default(fileURLToPath(new URL('../../../dashboard/dist', import.meta.url)))
    .transform((folder) => resolve(folder)),
  GRABBER_URL: z.url({ protocol: /^https?$/ }).optional(),
  GRABBER_KEY: z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/)
    .optional(),
  GATEWAY_API_KEY: word.optional(),
  GATEWAY_USERNAME: word.optional(),
  GATEWAY_PASSWORD: word.optional(),
} satisfies Record<Variable, z.ZodType>;

const environment = z.object(variables);
type Environment = z.infer<typeof environment>;

/** Every variable that the program reads. */
export const variableNames = Object.keys(variables) as Variable[];

/** The configuration from environment variables; an empty one counts as not given. Throws `ConfigError`. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const parsed = environment.safeParse(given(env));
  const bad = parsed.success
    ? badCombinations(parsed.data)
    : parsed.error.issues.map(({ path }) => path[0] as Variable);
  if (bad.length > 0) throw new ConfigError([...new Set(bad)], readLanguage(env));
  return toConfig(parse(env));
}

/** Where commands find the running server, and their key there; without a word about it the server of this very configuration. */
export function readClientSettings(env: Record<string, string | undefined>): { url: string; key: string | undefined } {
  readConfig(env);
  const { GRABBER_URL, GRABBER_KEY, ADMIN_API_KEY, HOST, PORT } = parse(env);
  const host = HOST === '0.0.0.0' || HOST === '::' ? '127.0.0.1' : HOST;
  const own = `http://${host.includes(':') ? `[${host}]` : host}:${PORT}`;
  return { url: GRABBER_URL ?? own, key: GRABBER_KEY ?? ADMIN_API_KEY };
}

/** The credentials of somebody else's gateway, for the command that makes a session there: on a command line others could read them. */
export function readGatewayCredentials(env: Record<string, string | undefined>) {
  const { GATEWAY_API_KEY: api_key, GATEWAY_USERNAME: username, GATEWAY_PASSWORD: password } = parse(env);
  return { api_key, username, password };
}

/** The language to speak before the configuration is read, or when it is bad. */
export function readLanguage(env: Record<string, string | undefined>): Config['language'] {
  return variables.DEFAULT_LANGUAGE.safeParse(env['DEFAULT_LANGUAGE']?.trim() || undefined).data ?? 'id';
}

/** The process's environment, with what a `.env` file in the working directory adds to it. */
export function processEnvironment(): Record<string, string | undefined> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env;
}

function given(env: Record<string, string | undefined>) {
  return Object.fromEntries(variableNames.map((name) => [name, env[name]?.trim() || undefined]));
}

function parse(env: Record<string, string | undefined>): Environment {
  return environment.parse(given(env));
}

function badCombinations(env: Environment): Variable[] {
  const bad: Variable[] = [];
  if (env.WHATSAPP_TRUSTED_ROOT && !env.WHATSAPP_SOCKET_URL) bad.push('WHATSAPP_SOCKET_URL');
  if (env.WHATSAPP_SOCKET_URL && !env.WHATSAPP_TRUSTED_ROOT) bad.push('WHATSAPP_TRUSTED_ROOT');
  if (env.ENGINE_PORT && env.ENGINE_PORT === env.PORT) bad.push('ENGINE_PORT');
  return bad;
}

function toConfig(env: Environment): Config {
  return {
    databaseUrl: env.DATABASE_URL,
    backupPassphrase: env.BACKUP_PASSPHRASE,
    dataDir: env.DATA_DIR ?? dataFolder(env.DATABASE_URL),
    host: env.HOST,
    port: env.PORT,
    enginePort: env.ENGINE_PORT,
    engineWorkers: env.ENGINE_WORKERS,
    secretKey: env.SECRET_KEY,
    adminApiKey: env.ADMIN_API_KEY,
    whatsappSocketUrl: env.WHATSAPP_SOCKET_URL,
    whatsappTrustedRoot: env.WHATSAPP_TRUSTED_ROOT,
    logLevel: env.LOG_LEVEL,
    language: env.DEFAULT_LANGUAGE,
    grabTimeoutMs: {
      groups: env.GRAB_TIMEOUT_GROUPS_MS,
      contacts: env.GRAB_TIMEOUT_CONTACTS_MS,
      all: env.GRAB_TIMEOUT_ALL_MS,
    },
    groupsMinIntervalMs: env.GROUPS_MIN_INTERVAL_MS,
    addressBookMinIntervalMs: env.ADDRESS_BOOK_MIN_INTERVAL_MS,
    requestsPerMinute: { key: env.REQUESTS_PER_MINUTE_PER_KEY, address: env.REQUESTS_PER_MINUTE_PER_ADDRESS },
    corsOrigins: env.CORS_ORIGINS,
    trustedProxies: env.TRUSTED_PROXIES,
    webhookAllowPrivate: env.WEBHOOK_ALLOW_PRIVATE,
    pictures: env.PICTURES,
    pageFolder: env.PAGE_FOLDER,
  };
}
