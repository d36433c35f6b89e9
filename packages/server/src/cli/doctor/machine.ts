import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rm, stat, statfs, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { secretFile } from '../../config/index.ts';
import { parseDatabaseUrl } from '../../storage/index.ts';
import { clockFinding } from './clock.ts';
import type { Doctor, Finding } from './finding.ts';
import { sharedMode } from './secret.ts';

const neededNode = 24;
const mebibyte = 2 ** 20;
const scarceMiB = 500;
const tooLittleMiB = 50;

export async function checkNode(doctor: Doctor): Promise<Finding[]> {
  const version = process.versions.node;
  const isOld = Number.parseInt(version, 10) < neededNode;
  return [isOld ? doctor.problem('node', 'node_old', { version }) : doctor.ok('node', 'node', { version })];
}

/** Room, rights and clock of the folder that holds the secret and, for SQLite, the database. */
export async function checkFiles(doctor: Doctor): Promise<Finding[]> {
  const folder = nearest(resolve(dirname(secretFile(doctor.config.databaseUrl))));
  const findings = [await roomIn(doctor, folder), ...(await tryFolder(doctor, folder))];
  const { dialect, path: file } = parseDatabaseUrl(doctor.config.databaseUrl);
  const mode = dialect === 'sqlite' && existsSync(file) ? await sharedMode(file) : undefined;
  if (mode) findings.push(doctor.warning('files', 'file_shared', { file, mode }));
  return findings;
}

/** The folder itself is made at the first start; until then its parent tells. */
function nearest(folder: string): string {
  return existsSync(folder) ? folder : nearest(dirname(folder));
}

async function roomIn(doctor: Doctor, folder: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(folder);
  const free = Math.floor((bavail * bsize) / mebibyte);
  if (free < tooLittleMiB) return doctor.problem('disk', 'disk_full', { free, folder });
  return free < scarceMiB
    ? doctor.warning('disk', 'disk_full', { free, folder })
    : doctor.ok('disk', 'disk', { free, folder });
}

/** Files on another machine carry that machine's time. */
async function tryFolder(doctor: Doctor, folder: string): Promise<Finding[]> {
  const file = join(folder, `doctor-${randomUUID()}`);
  try {
    const before = Date.now();
    await writeFile(file, '', { mode: 0o600 });
    const skew = (await stat(file)).mtimeMs - (before + Date.now()) / 2;
    return [doctor.ok('files', 'files', { folder }), clockFinding(doctor, skew, folder)];
  } catch {
    return [doctor.problem('files', 'folder_closed', { folder })];
  } finally {
    await rm(file, { force: true });
  }
}
