import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, expect, test } from 'vitest';
import { type Lab, startLab } from './testing/index.ts';

let lab: Lab;

afterAll(() => lab.close());

test('the log tells of failures, and of nobody: no number, no LID, no name, no key', async () => {
  lab = await startLab();
  const lines: string[] = [];
  const sink = new Writable({
    write(line, _, done) {
      lines.push(String(line));
      done();
    },
  });
  const watched = lab.engine({ engine: { logger: pino({ level: 'trace' }, sink) } });
  lab.simulator.faults.set({ kind: 'rate-overlimit', on: 'app-state' }, { times: 2 });
  await lab.link(watched, 'main');
  const person = lab.phone().account.addressBook[0]?.person;
  if (person) lab.phone().receiveMessage(person, 'rahasia sekali');
  await watched.contacts('main');
  await watched.workers[0]?.terminate();
  await expect.poll(() => lines.join('')).toContain('ended unexpectedly');
  const log = lines.join('');
  expect(log).not.toContain('rahasia');
  for (const { phone, lid, pushName } of lab.world.people) {
    expect(log).not.toContain(phone);
    expect(log).not.toContain(lid);
    if (pushName.length > 3) expect(log).not.toContain(pushName);
  }
}, 30_000);
