#!/usr/bin/env node
import { once } from 'node:events';
import { Command, InvalidArgumentError, Option } from 'commander';
import { startSimulator } from './simulator.ts';
import { createWorld, expectedCounts, type PresetName, presets, type World, type WorldOptions } from './world/index.ts';

type Settings = { host: string; port: number; preset: PresetName; historyDelay: number; accountList?: true } & Omit<
  WorldOptions,
  'preset'
>;

const program = new Command('wa-simulator')
  .description("A local server that speaks WhatsApp Web's wire protocol, with phones that scan QR codes by command.")
  .option('--host <address>', 'address to listen on; anyone who reaches it can drive the phones', '127.0.0.1')
  .option('--port <number>', 'port to listen on; 0 takes a free one', wholeNumber, 8899)
  .addOption(new Option('--preset <name>', 'kind of world').choices(Object.keys(presets)).default('demo'))
  .option('--seed <number>', 'the same seed gives the same people, groups and keys', wholeNumber, 7)
  .option('--accounts <number>', 'accounts, instead of the preset', wholeNumber)
  .option('--contacts <number>', 'address-book entries per account, instead of the preset', wholeNumber)
  .option('--groups <number>', 'groups, instead of the preset', wholeNumber)
  .option('--big-group', 'add a group of 1,000 members')
  .option('--hostile', 'scatter names that break careless software')
  .option('--no-hostile', 'believable names only')
  .option('--history-delay <ms>', "wait before each message of a phone's first sync", wholeNumber, 0)
  .option('--account-list', 'print the accounts and what a complete grab of each finds, and end')
  .action(run);

try {
  await program.parseAsync();
} catch (error) {
  program.error(`error: ${error instanceof Error ? error.message : String(error)}`);
}

async function run({ host, port, historyDelay, accountList, ...wishes }: Settings): Promise<void> {
  const world = createWorld(wishes);
  if (accountList) return print(describeAccounts(world));
  const simulator = await startSimulator({ world, host, port, historyDelayMs: historyDelay });
  print(
    [
      `URL           ${simulator.url}`,
      `Trusted root  ${simulator.trustedRoot}`,
      `Control door  ${simulator.url.replace(/^ws(.*)\/ws\/chat$/, 'http$1/control')}`,
      '',
      describeAccounts(world),
      '',
      'Stop with Ctrl+C.',
    ].join('\n'),
  );
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await simulator.close();
}

function describeAccounts(world: World): string {
  return world.accounts
    .map((account) => {
      const { groups, contacts, memberships } = expectedCounts(account, world);
      const { phone, pushName } = account.person;
      return `Account       ${phone}  ${pushName}: ${contacts} contacts, ${groups} groups, ${memberships} memberships`;
    })
    .join('\n');
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function wholeNumber(text: string): number {
  if (/^\d{1,10}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number.');
}
