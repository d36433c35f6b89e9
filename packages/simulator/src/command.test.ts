import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { startClient } from './testing/client.ts';

const command = fileURLToPath(new URL('./command.ts', import.meta.url));

/** Starts the command; `until` resolves with all it printed as soon as that contains the text. */
function start(...args: string[]) {
  const child = spawn(process.execPath, [command, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  const until = (text: string) =>
    new Promise<string>((resolve, reject) => {
      const look = () => printed.includes(text) && resolve(printed);
      child.stdout.on('data', look);
      child.once('close', () => reject(new Error(`the command ended: ${printed}`)));
      look();
    });
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => {
      printed += data.toString();
    });
  }
  const ended = once(child, 'close').then(([code]) => ({ code, printed }));
  return { child, until, ended };
}

describe('wa-simulator', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)(
    'serves a client by what it prints, and stops cleanly on %s',
    async (signal) => {
      const { child, until, ended } = start('--port', '0', '--preset', 'tiny', '--seed', '9');
      const printed = await until('Ctrl+C');
      const [, url = '', trustedRoot = ''] = /URL +(ws:\S+)\nTrusted root +([0-9a-f]{64})\n/.exec(printed) ?? [];
      const client = startClient({ url, trustedRoot });
      await client.connection((update) => update.qr !== undefined);
      child.kill(signal);
      expect((await ended).code).toBe(0);
      client.end();
    },
  );

  test('lists the accounts of a world and ends', async () => {
    const { code, printed } = await start('--account-list', '--preset', 'tiny', '--accounts', '3').ended;
    expect(code).toBe(0);
    expect(printed.match(/^Account +\d+ {2}.*: \d+ contacts, \d+ groups, \d+ memberships$/gm)).toHaveLength(3);
  });

  test.each([
    [['--accounts', '0'], 'accounts must be a whole number from 1 to 1000'],
    [['--port', 'x'], 'It must be a whole number'],
    [['--preset', 'huge'], 'Allowed choices are demo, tiny, large'],
  ])('refuses %j in one line', async (args, complaint) => {
    const { code, printed } = await start(...args).ended;
    expect(code).toBe(1);
    expect(printed).toContain(complaint);
    expect(printed).not.toContain('    at ');
  });
});
