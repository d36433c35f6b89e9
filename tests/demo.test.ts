import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { DemoReport } from '../demo/report.ts';

const demo = fileURLToPath(new URL('../demo/main.ts', import.meta.url));

test('the demo pairs two accounts, grabs everything and its counts equal the world', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [demo, '--once', '--json']);
  const report = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as DemoReport;
  expect(report.sessions.map((session) => session.status)).toEqual(['connected', 'connected']);
  const total = (field: 'total_groups' | 'total_contacts' | 'memberships') =>
    report.sessions.reduce((sum, session) => sum + session[field], 0);
  expect({
    groups: total('total_groups'),
    contacts: total('total_contacts'),
    memberships: total('memberships'),
  }).toEqual(report.world);
});
