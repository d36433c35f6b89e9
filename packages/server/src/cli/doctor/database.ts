import { existsSync } from 'node:fs';
import { checkCredentials, gatewayUrls } from '../../engine/index.ts';
import {
  type DatabaseFacts,
  examineDatabase,
  openStorage,
  parseDatabaseUrl,
  type Storage,
} from '../../storage/index.ts';
import { clockFinding } from './clock.ts';
import { type Doctor, type Finding, reasonOf } from './finding.ts';
import { checkGateways } from './network.ts';
import { readKey } from './secret.ts';

/** The database, and whether our secret opens what is sealed in it. It is never made or migrated here. */
export async function checkDatabase(doctor: Doctor): Promise<Finding[]> {
  const { databaseUrl } = doctor.config;
  const { dialect, path } = parseDatabaseUrl(databaseUrl);
  if (dialect === 'sqlite' && !existsSync(path)) return [doctor.warning('database', 'database_absent', { file: path })];
  try {
    const storage = await openStorage({ url: databaseUrl, poolSize: 1 });
    try {
      return await examine(doctor, storage);
    } finally {
      await storage.close();
    }
  } catch (error) {
    return [doctor.problem('database', 'database_closed', { reason: reasonOf(error) })];
  }
}

async function examine(doctor: Doctor, storage: Storage): Promise<Finding[]> {
  const facts = await examineDatabase(storage);
  const opened = doctor.ok('database', 'database', { dialect: storage.dialect, version: facts.version });
  const findings = [opened, schemaFinding(doctor, facts), ...stateFindings(doctor, facts)];
  if (facts.skewMs !== null) findings.push(clockFinding(doctor, facts.skewMs, storage.dialect));
  if (facts.schema === 'current') {
    findings.push(...(await credentialFindings(doctor, storage)));
    findings.push(...(await checkGateways(doctor, await gatewayUrls(storage.db))));
  }
  return findings;
}

function schemaFinding(doctor: Doctor, { schema }: DatabaseFacts): Finding {
  if (schema === 'current') return doctor.ok('schema', 'schema');
  return schema === 'newer' ? doctor.problem('schema', 'schema_newer') : doctor.warning('schema', 'schema_behind');
}

function stateFindings(doctor: Doctor, { schema, unwritable, damaged, skewMs }: DatabaseFacts): Finding[] {
  const findings: Finding[] = [];
  if (unwritable) findings.push(doctor.problem('writing', 'read_only', { reason: unwritable }));
  else if (schema === 'current') findings.push(doctor.ok('writing', 'writable'));
  if (damaged) findings.push(doctor.problem('integrity', 'damaged', { reason: damaged }));
  else if (skewMs === null) findings.push(doctor.ok('integrity', 'whole'));
  return findings;
}

async function credentialFindings(doctor: Doctor, storage: Storage): Promise<Finding[]> {
  const key = await readKey(doctor.config);
  if (key === 'absent') {
    const { linked } = await checkCredentials(storage.db, '');
    return linked > 0 ? [doctor.problem('credentials', 'credentials_sealed', { linked, unreadable: linked })] : [];
  }
  if (key === 'bad') return [];
  const { linked, unreadable } = await checkCredentials(storage.db, Buffer.from(key).toString('hex'));
  if (unreadable > 0) return [doctor.problem('credentials', 'credentials_sealed', { linked, unreadable })];
  return [doctor.ok('credentials', 'credentials', { linked })];
}
