import type { DialectName } from './storage.ts';

export type DatabaseAddress = { dialect: DialectName; url: string; path: string };

const dialectOf: Record<string, DialectName> = {
  sqlite: 'sqlite',
  mysql: 'mysql',
  mariadb: 'mysql',
  postgres: 'postgres',
  postgresql: 'postgres',
};

const forms = 'sqlite:./data/grabber.db, mysql://user:password@host/database or postgres://user:password@host/database';

/** Reads a DATABASE_URL; throws a sentence that names the variable and never shows the password. */
export function parseDatabaseUrl(url: string): DatabaseAddress {
  const scheme = url.slice(0, Math.max(url.indexOf(':'), 0)).toLowerCase();
  const dialect = dialectOf[scheme];
  if (!dialect) throw new Error(`DATABASE_URL must look like ${forms}; it is ${maskUrl(url)}`);
  const path = dialect === 'sqlite' ? sqlitePath(url) : serverPath(url);
  return { dialect, url, path };
}

/** The URL with its password replaced, fit for a log. */
export function maskUrl(url: string): string {
  return url.replace(/^([a-z]+:\/\/[^:/?#]*):.*@/i, '$1:***@').replace(/(password=)[^&]*/gi, '$1***');
}

function sqlitePath(url: string): string {
  const path = url.slice('sqlite:'.length).replace(/^\/\/(?=\/|\.)/, '');
  if (path === '' || path.startsWith(':memory:')) {
    throw new Error(`DATABASE_URL must name a file, for threads share it: sqlite:./data/grabber.db; it is ${url}`);
  }
  return path;
}

function serverPath(url: string): string {
  const parsed = URL.parse(url);
  const path = parsed?.pathname.slice(1) ?? '';
  if (!parsed?.hostname || path === '') {
    throw new Error(`DATABASE_URL must name a host and a database, as in ${forms}; it is ${maskUrl(url)}`);
  }
  return path;
}
