import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { postmanFiles } from './postman/files.ts';

const newman = createRequire(import.meta.url).resolve('newman/bin/newman.js');

type Execution = {
  item: { id: string };
  response?: { code: number };
  assertions?: { assertion: string; error?: { message: string } }[];
};
type Report = {
  run: {
    stats: Record<'requests' | 'assertions', { total: number; failed: number }>;
    failures: { source?: { id: string }; error: { message: string; test?: string } }[];
    executions: Execution[];
  };
};

/** What a run of the collection came to. */
export type NewmanRun = {
  requests: number;
  assertions: number;
  failures: string[];
  /** By request id, as the collection names it: the last status that came. */
  statuses: Map<string, number>;
};

/** Runs the collection with these values in the environment. */
export async function runNewman(values: Record<string, string>): Promise<NewmanRun> {
  const folder = await mkdtemp(join(tmpdir(), 'grabber-newman-'));
  const report = join(folder, 'report.json');
  const settings = Object.entries(values).flatMap(([name, value]) => ['--env-var', `${name}=${value}`]);
  const files = ['run', postmanFiles.collection, '--environment', postmanFiles.environment];
  const reporting = ['--reporters', 'json', '--reporter-json-export', report, '--timeout-request', '60000'];
  try {
    const child = spawn(process.execPath, [newman, ...files, ...settings, ...reporting], { stdio: 'inherit' });
    await once(child, 'exit');
    return summary(JSON.parse(await readFile(report, 'utf8')) as Report);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function summary({ run: { stats, failures, executions } }: Report): NewmanRun {
  return {
    requests: stats.requests.total,
    assertions: stats.assertions.total,
    failures: failures.map(({ source, error }) => `${source?.id}: ${error.test ?? ''} ${error.message}`),
    statuses: new Map(executions.map(({ item, response }) => [item.id, response?.code ?? 0])),
  };
}
